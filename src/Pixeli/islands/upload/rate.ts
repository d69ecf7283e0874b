const windowMs = 6000;

/** Bytes a second over the last few seconds. */
export class Rate {
  #samples: { at: number; bytes: number }[] = [];

  add(at: number, totalBytes: number): void {
    this.#samples.push({ at, bytes: totalBytes });
    while (this.#samples.length > 2 && at - this.#samples[0]!.at > windowMs) this.#samples.shift();
  }

  /** Nothing moves for a while: what moves after that is measured alone. */
  pause(): void {
    this.#samples = [];
  }

  get perSecond(): number {
    const first = this.#samples[0];
    const last = this.#samples.at(-1);
    if (!first || !last || last.at - first.at < 500) return 0;
    return Math.max(0, ((last.bytes - first.bytes) * 1000) / (last.at - first.at));
  }
}
