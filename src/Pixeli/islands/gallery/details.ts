import { nextOf } from "./pages";
import { tileOf, type TilePhoto, type WirePhoto } from "./photo";

const atOnce = 60; // ids in one request
const parallel = 3;
const most = 2500; // what is kept of photos that were scrolled past

/** What tiles show of photos, asked for when they come near the viewport. What was not looked at for longest is forgotten. */
export class Details {
  readonly #known = new Map<string, TilePhoto>();
  readonly #asked = new Map<string, Promise<void>>();
  #wanted: string[] = [];
  #running = 0;

  constructor(private readonly arrived: (ids: string[]) => void) {}

  get(id: string): TilePhoto | undefined {
    const photo = this.#known.get(id);
    if (!photo) return undefined;
    this.#known.delete(id); // the map's order is that of the last look
    this.#known.set(id, photo);
    return photo;
  }

  put(photo: TilePhoto): void {
    this.#known.delete(photo.id);
    this.#known.set(photo.id, photo);
    if (this.#known.size > most) this.#known.delete(this.#known.keys().next().value!);
  }

  /** Nothing is known any more, so that what is in view is asked for again. */
  forget(): void {
    this.#known.clear();
  }

  forgetOne(id: string): void {
    this.#known.delete(id);
  }

  /** Asks for those that are not here. What was wanted before and not asked for yet, is not wanted any more. */
  want(ids: readonly string[]): void {
    this.#wanted = ids.filter((id) => !this.#known.has(id) && !this.#asked.has(id));
    this.#next();
  }

  /** One photo whole; null when it is gone. */
  async load(id: string): Promise<WirePhoto | null> {
    const known = this.#known.get(id)?.wire;
    if (known) return known;
    await (this.#asked.get(id) ?? this.#ask([id]));
    return this.#known.get(id)?.wire ?? null;
  }

  #next(): void {
    while (this.#wanted.length > 0 && this.#running < parallel) {
      this.#running++;
      void this.#ask(this.#wanted.splice(0, atOnce)).finally(() => {
        this.#running--;
        this.#next();
      });
    }
  }

  #ask(ids: string[]): Promise<void> {
    const asking = this.#fetch(ids).finally(() => ids.forEach((id) => this.#asked.delete(id)));
    for (const id of ids) this.#asked.set(id, asking);
    return asking;
  }

  async #fetch(ids: string[]): Promise<void> {
    try {
      const { photos } = await fetchPhotos(`/photos/by-ids/?ids=${ids.map((id) => id.replaceAll("-", "")).join(",")}`);
      for (const photo of photos) this.put(tileOf(photo));
      this.arrived(photos.map(({ id }) => id));
    } catch {
      // The next scroll, or the next round of the live connection, asks again.
    }
  }
}

/** A page of a list: a bare array, or `{ results }` as search answers. */
export async function fetchPhotos(url: string): Promise<{ photos: WirePhoto[]; next: string | null }> {
  const response = await fetch(url, { headers: { Accept: "application/json" } });
  if (!response.ok) throw new Error(`The list of photos answered ${response.status}`);
  const body = (await response.json()) as WirePhoto[] | { results: WirePhoto[] };
  return { photos: Array.isArray(body) ? body : body.results, next: nextOf(response.headers.get("Link")) };
}
