/**
 * Of all photos one is a stop of the Tab key, and arrows lead from it to the others: what comes after ten thousand photos can be reached.
 * With it comes the button that chooses its day. Knows the place of the photo, so that another takes it over when the photo goes.
 */
export class TabStop {
  at = 0;
  #tile: HTMLElement | null = null;

  constructor(private readonly root: HTMLElement) {}

  /** Whether the stop is where somebody can come to it. */
  get isThere(): boolean {
    return this.#tile !== null && this.root.contains(this.#tile);
  }

  set(tile: HTMLElement, at: number): void {
    this.at = at;
    if (tile === this.#tile) return;
    for (const element of [this.#tile, dayOf(this.#tile)]) if (element) element.tabIndex = -1;
    this.#tile = tile;
    this.renew();
  }

  /** Its day may be drawn anew. */
  renew(): void {
    for (const element of [this.#tile, dayOf(this.#tile)]) if (element) element.tabIndex = 0;
  }

  focus(): void {
    this.#tile?.focus({ preventScroll: true });
  }
}

function dayOf(tile: HTMLElement | null): HTMLElement | null {
  return tile?.closest("section")?.querySelector<HTMLElement>(".pick-day") ?? null;
}
