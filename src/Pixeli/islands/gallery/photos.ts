import { fromWire, type GalleryPhoto, type WirePhoto } from "./photo";

const kept = new Map<string, Photos>();
const keptFor = 10 * 60_000;

/** All photos of a gallery that have arrived so far, in order, and where the next ones come from. */
export class Photos {
  readonly #ids: Set<string>;
  readonly #since = Date.now();
  #loading: Promise<void> | null = null;

  constructor(
    readonly items: GalleryPhoto[],
    private next: string | null,
    private readonly newestFirst: boolean,
  ) {
    this.#ids = new Set(items.map((photo) => photo.id));
  }

  /** The photos of a fresh page, continued by what an earlier visit to the same gallery has loaded. */
  static open(key: string, fresh: GalleryPhoto[], next: string | null, newestFirst: boolean): Photos {
    const before = kept.get(key);
    const last = fresh.at(-1)?.id;
    const seam = before && Date.now() - before.#since < keptFor ? before.items.findIndex((photo) => photo.id === last) : -1;
    const photos =
      before && seam >= 0
        ? new Photos([...fresh, ...before.items.slice(seam + 1)], before.next, newestFirst)
        : new Photos(fresh, next, newestFirst);
    kept.clear();
    kept.set(key, photos);
    return photos;
  }

  get hasMore(): boolean {
    return this.next !== null;
  }

  indexOf(id: string): number {
    return this.#ids.has(id) ? this.items.findIndex((photo) => photo.id === id) : -1;
  }

  /** Loads the next page; calls meanwhile wait for the same one. */
  more(): Promise<void> {
    this.#loading ??= this.#load().finally(() => (this.#loading = null));
    return this.#loading;
  }

  /** Puts a photo where it belongs, or replaces the one that is there. False when it lies beyond what is loaded. */
  put(photo: GalleryPhoto): boolean {
    const at = this.indexOf(photo.id);
    if (at >= 0) this.items.splice(at, 1);
    const isAfter = (other: GalleryPhoto): boolean =>
      this.newestFirst ? other.instant < photo.instant : other.instant > photo.instant;
    const place = this.items.findIndex(isAfter);
    if (place < 0 && this.hasMore) return false;
    this.items.splice(place < 0 ? this.items.length : place, 0, photo);
    this.#ids.add(photo.id);
    return true;
  }

  async #load(): Promise<void> {
    if (this.next === null) return;
    const response = await fetch(this.next, { headers: { Accept: "application/json" } });
    if (!response.ok) throw new Error(`The list of photos answered ${response.status}`);
    const page = (await response.json()) as WirePhoto[];
    for (const photo of page) {
      if (this.#ids.has(photo.id)) continue;
      this.#ids.add(photo.id);
      this.items.push(fromWire(photo));
    }
    this.next = nextOf(response.headers.get("Link"));
  }
}

/** RFC 8288: the target of the link whose relation is "next", as a path of this site. */
export function nextOf(header: string | null): string | null {
  const target = /<([^>]+)>\s*;[^,]*\brel="?next"?/.exec(header ?? "")?.[1];
  if (!target) return null;
  const { pathname, search } = new URL(target, "http://site");
  return pathname + search;
}
