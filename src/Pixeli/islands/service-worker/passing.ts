const rests = 1000; // milliseconds in which nothing passes by
const most = 600; // of what passed by, the last are kept

/** What passes by in hundreds while somebody scrolls: it is kept one by one once they rest, so that keeping does not make scrolling slow. */
export class Passing {
  readonly #urls = new Set<string>();
  #last = 0;
  #keeping: Promise<void> | null = null;

  constructor(private readonly keep: (url: string) => Promise<void>) {}

  /** Resolves once everything that has passed by is kept. */
  add(url: string): Promise<void> {
    this.#urls.delete(url);
    this.#urls.add(url);
    if (this.#urls.size > most) this.#urls.delete(this.#urls.values().next().value!);
    this.#last = Date.now();
    this.#keeping ??= this.#keepAll().finally(() => (this.#keeping = null));
    return this.#keeping;
  }

  forget(): void {
    this.#urls.clear();
  }

  async #keepAll(): Promise<void> {
    for (let url = this.#first(); url !== undefined; url = this.#first()) {
      const left = this.#last + rests - Date.now();
      if (left > 0) await new Promise((resolve) => setTimeout(resolve, left));
      else {
        this.#urls.delete(url);
        await this.keep(url).catch(() => undefined); // a full disk is no reason to keep nothing of the rest
      }
    }
  }

  #first(): string | undefined {
    return this.#urls.values().next().value;
  }
}
