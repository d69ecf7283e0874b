/** What tabs of this browser tell each other. */
export type Word =
  | { kind: "added" }
  | { kind: "state"; title: string; total: string; share: number; isSettled: boolean }
  | { kind: "asked" }
  | { kind: "closed" };

const name = "pixeli-upload";

/**
 * Of all tabs one runs the queue: the one that holds a lock, which the browser passes on when its tab goes. A browser that knows
 * no locks (pages that are not secure) has each tab run what it was given.
 */
export class Tabs {
  isLeading = false;
  #channel = typeof BroadcastChannel === "undefined" ? null : new BroadcastChannel(name);

  constructor(heard: (word: Word) => void) {
    this.#channel?.addEventListener("message", ({ data }: MessageEvent<Word>) => heard(data));
  }

  /** Resolves once it is known whether this tab leads; `lead` is called when it does, now or later. */
  async join(lead: () => Promise<void>): Promise<void> {
    const locks = (navigator as Partial<Navigator>).locks;
    if (!locks) {
      this.isLeading = true;
      await lead();
      return;
    }
    await new Promise<void>((known) => {
      const hold = async (): Promise<never> => {
        this.isLeading = true;
        await lead();
        known();
        return new Promise(() => undefined); // until the tab goes
      };
      void locks.request(name, { ifAvailable: true }, (lock) => {
        if (lock) return hold();
        known();
        void locks.request(name, hold);
        return undefined;
      });
    });
  }

  say(word: Word): void {
    this.#channel?.postMessage(word);
  }
}
