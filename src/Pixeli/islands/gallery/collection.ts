import { isAnyDoomed, isDoomed } from "./deletions";
import { Details, fetchPhotos } from "./details";
import { recordOf, tileOf, type PhotoRecord, type WirePhoto } from "./photo";
import { PhotoIndex } from "./photo-index";

export interface Source {
  /** Tells one gallery from another. */
  key: string;
  /** Where the places of all photos come from at once; null for lists that are walked page by page. */
  skeleton: string | null;
  /** Where the next page of such a list is; null when there is none. */
  next: string | null;
  newestFirst: boolean;
}

const keptFor = 10 * 60_000;
const kept = new Map<string, { collection: Collection; until: number }>();
const mostKept = 3;

/** All photos of a gallery: their places, what is known of them, and what is held back. Outlives the page that shows it. */
export class Collection {
  index = new PhotoIndex();
  isComplete = false;
  onDetails: (ids: string[]) => void = () => {};
  readonly details = new Details((ids) => this.onDetails(ids));
  /** Arrived while somebody looked at something else; shown when they ask for it. */
  readonly held = new Map<string, PhotoRecord>();
  readonly #hidden = new Map<string, { record: PhotoRecord; at: number }>();
  #loading: Promise<boolean> | null = null;

  private constructor(private readonly source: Source) {}

  /** The collection as an earlier visit left it, or a new one that begins with what the server rendered. */
  static open(source: Source, rendered: readonly PhotoRecord[]): Collection {
    const before = kept.get(source.key);
    const isKept = before !== undefined && before.until > Date.now();
    const collection = isKept ? before.collection : new Collection(source);
    if (!isKept) {
      collection.index = PhotoIndex.of(rendered.filter(({ id }) => !isDoomed(id)));
      collection.isComplete = source.next === null;
    }
    kept.delete(source.key);
    kept.set(source.key, { collection, until: Date.now() + keptFor });
    if (kept.size > mostKept) kept.delete(kept.keys().next().value!);
    return collection;
  }

  /** Whether the places of all photos can be asked for at once. */
  get hasSkeleton(): boolean {
    return this.source.skeleton !== null;
  }

  /**
   * Looks anew what there is. Where photos are to be held back, new ones are, and the rest is brought up to date.
   * Answers whether anything is different.
   */
  async refresh(holdsBack: boolean): Promise<boolean> {
    if (this.source.skeleton === null) return false;
    const response = await fetch(this.source.skeleton, { priority: "low" });
    if (!response.ok) throw new Error(`The skeleton answered ${response.status}`);
    const next = new PhotoIndex(new Uint8Array(await response.arrayBuffer()));
    const before = new Set<string>();
    if (holdsBack && this.isComplete) for (let at = 0; at < this.index.count; at++) before.add(this.index.idAt(at));
    this.held.clear();
    this.#hidden.clear();
    const sorts = before.size > 0 || isAnyDoomed();
    for (let at = next.count - 1; sorts && at >= 0; at--) {
      const id = next.idAt(at);
      if (isDoomed(id)) this.#hidden.set(id, { record: next.recordAt(at), at });
      else if (before.size > 0 && !before.has(id)) this.held.set(id, next.recordAt(at));
      else continue;
      next.remove(at);
    }
    const isSame = next.count === this.index.count && this.isComplete;
    this.index = next;
    this.isComplete = true;
    return !isSame || this.held.size > 0;
  }

  /** Loads the next page of a list without a skeleton. Answers whether more came. */
  more(): Promise<boolean> {
    this.#loading ??= this.#more().finally(() => (this.#loading = null));
    return this.#loading;
  }

  /** A photo is there or is different. Answers whether its place is, too. */
  put(photo: WirePhoto, holdsBack: boolean): "held" | "moved" | "same" | "unknown" {
    if (isDoomed(photo.id)) return "unknown";
    const record = recordOf(photo);
    const at = this.index.indexOf(photo.id);
    this.details.put(tileOf(photo));
    if (at >= 0) {
      const before = this.index.recordAt(at);
      this.index.replace(at, record);
      if (before.instant === record.instant && before.step === record.step && before.quarters === record.quarters) return "same";
      this.index.remove(at);
    } else if (!this.isComplete) {
      return "unknown"; // it comes with its page
    } else if (holdsBack || this.held.has(photo.id)) {
      this.held.set(photo.id, record);
      return "held";
    }
    this.index.insert(this.index.placeOf(record, this.source.newestFirst), record);
    return "moved";
  }

  /** Puts in what was held back. Answers the first of it, in order. */
  release(): string | null {
    let first: PhotoRecord | null = null;
    for (const record of this.held.values()) {
      this.index.insert(this.index.placeOf(record, this.source.newestFirst), record);
      const isEarlier = first === null || (record.instant < first.instant) !== this.source.newestFirst;
      if (isEarlier) first = record;
    }
    this.held.clear();
    return first?.id ?? null;
  }

  remove(id: string): boolean {
    this.held.delete(id);
    const at = this.index.indexOf(id);
    if (at < 0) return false;
    if (isDoomed(id)) this.#hidden.set(id, { record: this.index.recordAt(at), at });
    this.index.remove(at);
    return true;
  }

  /** A deletion was undone. */
  restore(id: string): boolean {
    const hidden = this.#hidden.get(id);
    if (!hidden) return false;
    this.#hidden.delete(id);
    // A list without a skeleton may have an order of its own.
    const place = this.hasSkeleton ? this.index.placeOf(hidden.record, this.source.newestFirst) : Math.min(hidden.at, this.index.count);
    this.index.insert(place, hidden.record);
    return true;
  }

  async #more(): Promise<boolean> {
    if (this.source.next === null) return false;
    const { photos, next } = await fetchPhotos(this.source.next);
    this.source.next = next;
    this.isComplete = next === null;
    let count = 0;
    for (const photo of photos) {
      if (isDoomed(photo.id) || this.index.indexOf(photo.id) >= 0) continue;
      this.details.put(tileOf(photo));
      this.index.insert(this.index.count, recordOf(photo));
      count++;
    }
    return count > 0;
  }
}
