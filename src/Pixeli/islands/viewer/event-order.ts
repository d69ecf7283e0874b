import type { WirePhoto } from "../gallery/photo";
import { slideOf, type Order } from "./order";
import type { SlidePhoto } from "./slide";

const pageSize = 40;
const soon = 8; // photos from the end at which more are asked for

/** The photos of an event around one of them, for a page that was opened without a gallery. Both ends grow as they are come near to. */
export class EventOrder implements Order {
  readonly #photos: WirePhoto[];
  readonly #ends: { before: string | null; after: string | null };
  readonly #taken = new Map<string, { photo: WirePhoto; before: string | null }>();
  #loading: Promise<void> | null = null;

  /** `cursor` is the photo's place in both directions. */
  constructor(
    private readonly event: string,
    newestFirst: boolean,
    photo: WirePhoto,
    cursor: string,
    private readonly grown: () => void,
  ) {
    this.#photos = [photo];
    this.#ends = { before: this.#page(!newestFirst, cursor), after: this.#page(newestFirst, cursor) };
    addEventListener("pixeli:photo", this.#changed);
    addEventListener("pixeli:photo-removed", this.#removed);
    addEventListener("pixeli:photo-restored", this.#restored);
  }

  neighbours(id: string): { previous: string | null; next: string | null } {
    const index = this.#index(id);
    if (index < 0) return { previous: null, next: null };
    if (index < soon || index > this.#photos.length - 1 - soon) void this.grow();
    return { previous: this.#photos[index - 1]?.id ?? null, next: this.#photos[index + 1]?.id ?? null };
  }

  photo(id: string): SlidePhoto {
    return slideOf(this.#photos[this.#index(id)]!);
  }

  load(id: string): Promise<WirePhoto | null> {
    return Promise.resolve(this.#photos[this.#index(id)] ?? null);
  }

  position(): null {
    return null; // where in the event these are, only the server could count
  }

  dispose(): void {
    removeEventListener("pixeli:photo", this.#changed);
    removeEventListener("pixeli:photo-removed", this.#removed);
    removeEventListener("pixeli:photo-restored", this.#restored);
  }

  grow(): Promise<void> {
    this.#loading ??= this.#grow().finally(() => (this.#loading = null));
    return this.#loading;
  }

  async #grow(): Promise<void> {
    const [before, after] = await Promise.all([this.#more("before"), this.#more("after")]);
    if (before.length + after.length === 0) return;
    this.#photos.unshift(...before.reverse());
    this.#photos.push(...after);
    this.grown();
  }

  async #more(end: "before" | "after"): Promise<WirePhoto[]> {
    const page = this.#ends[end];
    if (page === null) return [];
    try {
      const response = await fetch(page, { headers: { Accept: "application/json" } });
      if (!response.ok) return [];
      const target = /<([^>]+)>\s*;[^,]*\brel="?next"?/.exec(response.headers.get("Link") ?? "")?.[1];
      const next = target ? new URL(target, location.origin) : null; // RFC 8288
      this.#ends[end] = next && next.pathname + next.search;
      return ((await response.json()) as WirePhoto[]).filter(({ id }) => this.#index(id) < 0);
    } catch {
      return []; // asked again at the next turn
    }
  }

  #page(newestFirst: boolean, cursor: string): string {
    return `/events/${this.event}/photos/?limit=${pageSize}${newestFirst ? "&sort=-timestamp" : ""}&cursor=${cursor}`;
  }

  #index(id: string): number {
    return this.#photos.findIndex((photo) => photo.id === id);
  }

  readonly #changed = (event: Event): void => {
    const photo = (event as CustomEvent<WirePhoto>).detail;
    const index = this.#index(photo.id);
    if (index >= 0) this.#photos[index] = photo;
  };

  readonly #removed = (event: Event): void => {
    const index = this.#index((event as CustomEvent<{ id: string }>).detail.id);
    const [photo] = index >= 0 ? this.#photos.splice(index, 1) : [];
    if (photo) this.#taken.set(photo.id, { photo, before: this.#photos[index]?.id ?? null });
  };

  readonly #restored = (event: Event): void => {
    const taken = this.#taken.get((event as CustomEvent<{ id: string }>).detail.id);
    if (!taken) return;
    const index = taken.before === null ? -1 : this.#index(taken.before);
    this.#photos.splice(index < 0 ? this.#photos.length : index, 0, taken.photo);
    this.#taken.delete(taken.photo.id);
  };
}
