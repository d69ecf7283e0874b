/** A search that was made, by its address and in words. */
export interface PastSearch {
  query: string;
  words: string;
}

const most = 8;

/** The searches somebody made on this device, newest first. They are kept here and nowhere else. */
export class PastSearches {
  readonly #key: string;

  constructor(
    person: string,
    private readonly storage: Pick<Storage, "getItem" | "setItem"> = localStorage,
  ) {
    this.#key = `searches:${person}`;
  }

  get all(): PastSearch[] {
    try {
      const kept: unknown = JSON.parse(this.storage.getItem(this.#key) ?? "[]");
      return Array.isArray(kept) ? (kept as PastSearch[]).filter(({ query, words }) => typeof query === "string" && typeof words === "string") : [];
    } catch {
      return []; // not ours, or no storage: nothing is remembered
    }
  }

  add(search: PastSearch): void {
    this.#keep([search, ...this.all.filter(({ query }) => query !== search.query)].slice(0, most));
  }

  remove(query: string): void {
    this.#keep(this.all.filter((search) => search.query !== query));
  }

  clear(): void {
    this.#keep([]);
  }

  #keep(searches: PastSearch[]): void {
    try {
      this.storage.setItem(this.#key, JSON.stringify(searches));
    } catch {
      // a full or forbidden storage: searching goes on without memory
    }
  }
}
