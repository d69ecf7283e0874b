/** How long to wait before the next try to connect: doubling from a second to a minute, spread so that not everybody comes at once. */
export function backOff(failures: number, random = Math.random()): number {
  return Math.min(60_000, 1000 * 2 ** failures) * (0.5 + random / 2);
}

const sessionEnded = 4401;

/** A WebSocket that comes back by itself: after an error, after sleep, and when the network or the page does. */
export class Lasting {
  #socket: WebSocket | null = null;
  #failures = 0;
  #timer = 0;
  #isOver = false;

  constructor(
    private readonly url: string,
    private readonly onMessage: (message: unknown) => void,
    /** Something may have been missed: the connection is new, or the page was asleep. */
    private readonly onCatchUp: () => void,
  ) {
    addEventListener("online", () => this.#hasten());
    document.addEventListener("visibilitychange", () => {
      if (document.hidden) return;
      if (this.#socket?.readyState === WebSocket.OPEN) this.onCatchUp();
      this.#hasten();
    });
    this.#connect();
  }

  #hasten(): void {
    if (this.#isOver || this.#socket) return;
    this.#failures = 0;
    this.#connect();
  }

  #connect(): void {
    clearTimeout(this.#timer);
    const socket = (this.#socket = new WebSocket(this.url));
    socket.addEventListener("open", () => {
      this.#failures = 0;
      this.onCatchUp();
    });
    socket.addEventListener("message", (event) => this.onMessage(JSON.parse(String(event.data))));
    socket.addEventListener("close", (event) => {
      this.#socket = null;
      if (event.code === sessionEnded) this.#isOver = true;
      else this.#timer = setTimeout(() => this.#connect(), backOff(this.#failures++));
    });
  }
}
