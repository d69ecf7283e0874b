/** What tabs of this browser tell each other. */
export type Word =
  | { kind: "added" }
  | { kind: "state"; title: string; total: string; share: number; isSettled: boolean }
  | { kind: "asked" }
  | { kind: "closed" };

const name = "pixeli-upload";
const patience = 400;
const askAgainAfter = 5000;

/**
 * Of all tabs one runs the queue: the one that holds a lock, which the browser passes on when its tab goes, or is put to sleep. Where there are no
 * locks (pages that are not secure), a tab asks around, and leads when nobody answers.
 */
export class Tabs {
  isLeading = false;
  #channel = typeof BroadcastChannel === "undefined" ? null : new BroadcastChannel(name);

  #answered: (() => void) | null = null;
  #release: (() => void) | null = null;
  #waiting: AbortController | null = null;

  constructor(heard: (word: Word) => void) {
    this.#channel?.addEventListener("message", ({ data }: MessageEvent<Word>) => {
      if (data.kind === "state") this.#answered?.();
      heard(data);
    });
  }

  /** Resolves once it is known whether this tab leads; `lead` is called when it does, now or later. */
  async join(lead: () => Promise<void>): Promise<void> {
    const locks = (globalThis.navigator as Partial<Navigator> | undefined)?.locks;
    if (!locks) {
      await this.#joinWithoutLocks(lead);
      return;
    }
    await new Promise<void>((known) => {
      const hold = async (): Promise<void> => {
        this.isLeading = true;
        await lead();
        known();
        if (this.isLeading) await new Promise<void>((release) => (this.#release = release)); // until the tab goes, or sleeps
      };
      void locks.request(name, { ifAvailable: true }, (lock) => {
        if (lock) return hold();
        known();
        this.#waiting = new AbortController();
        locks.request(name, { signal: this.#waiting.signal }, hold).catch(() => undefined); // it gave up waiting
        return undefined;
      });
    });
  }

  async #joinWithoutLocks(lead: () => Promise<void>): Promise<void> {
    const isAnswered = await new Promise<boolean>((resolve) => {
      this.#answered = () => resolve(true);
      setTimeout(() => resolve(false), patience);
      this.say({ kind: "asked" });
    });
    this.#answered = null;
    if (isAnswered) {
      setTimeout(() => void this.#joinWithoutLocks(lead), askAgainAfter);
      return;
    }
    this.isLeading = true;
    await lead();
  }

  /** Stands back for as long as the browser stops this tab: whatever it held would be held up. It joins again afterwards. */
  sleep(): void {
    this.isLeading = false;
    this.#waiting?.abort();
    this.#release?.();
    this.#waiting = this.#release = null;
  }

  /** Leaves the others alone from here on. */
  leave(): void {
    this.#channel?.close();
  }

  say(word: Word): void {
    this.#channel?.postMessage(word);
  }
}
