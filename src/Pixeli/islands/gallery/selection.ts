/** The order that ranges go by. */
export interface Order {
  indexOf(id: string): number;
  idAt(index: number): string;
}

/** Which photos are chosen, and where a range goes on from. */
export class Selection {
  readonly #ids = new Set<string>();
  #anchor: string | null = null;

  constructor(private readonly changed: () => void) {}

  get ids(): readonly string[] {
    return [...this.#ids];
  }

  get size(): number {
    return this.#ids.size;
  }

  has(id: string): boolean {
    return this.#ids.has(id);
  }

  toggle(id: string): void {
    if (!this.#ids.delete(id)) this.#ids.add(id);
    this.#anchor = id;
    this.changed();
  }

  /** Chooses everything from where the last choice was made up to here. */
  extendTo(id: string, order: Order): void {
    const from = this.#anchor === null ? -1 : order.indexOf(this.#anchor);
    const to = order.indexOf(id);
    if (to < 0) return;
    this.addRange(from < 0 ? to : Math.min(from, to), (from < 0 ? to : Math.max(from, to)) + 1, order);
    this.#anchor ??= id;
  }

  /** Chooses photos by their places: the first, and the one after the last. */
  addRange(first: number, end: number, order: Order): void {
    for (let at = first; at < end; at++) this.#ids.add(order.idAt(at));
    this.changed();
  }

  /** Chooses a whole range, or lets it go when all of it was chosen. */
  toggleRange(first: number, end: number, order: Order): void {
    if (!this.hasRange(first, end, order)) return this.addRange(first, end, order);
    for (let at = first; at < end; at++) this.#ids.delete(order.idAt(at));
    this.changed();
  }

  hasRange(first: number, end: number, order: Order): boolean {
    if (end - first > this.#ids.size) return false;
    for (let at = first; at < end; at++) if (!this.#ids.has(order.idAt(at))) return false;
    return true;
  }

  remove(id: string): void {
    if (this.#ids.delete(id)) this.changed();
  }

  /** Lets go of those that are no longer there. */
  keepOnly(there: ReadonlySet<string>): void {
    const before = this.#ids.size;
    for (const id of this.#ids) if (!there.has(id)) this.#ids.delete(id);
    if (this.#ids.size < before) this.changed();
  }

  clear(): void {
    if (this.#ids.size === 0) return;
    this.#ids.clear();
    this.#anchor = null;
    this.changed();
  }
}
