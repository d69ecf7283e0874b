import type { WirePhoto } from "./photo";

interface Heard {
  /** The stream is open; `again` when it was before, so that something may have been missed in between. */
  ready(again: boolean): void;
  /** The event itself changed, or more happened than the server keeps. */
  reload(): void;
}

const shortest = 1000;
const longest = 60_000;

/**
 * Listens to an event's photos while the page can be seen: a hidden one would hold one of the few connections a browser has for a site,
 * and look stale all the same. What is heard goes to the window as `pixeli:photo` and `pixeli:photo-removed`.
 */
export class LiveEvent {
  #source: EventSource | null = null;
  #timer = 0;
  #delay = shortest;
  #wasOpen = false;
  readonly #watch = (): void => (document.hidden ? this.#close() : this.#open());

  constructor(
    private readonly event: string,
    private readonly heard: Heard,
  ) {}

  start(): void {
    document.addEventListener("visibilitychange", this.#watch);
    addEventListener("online", this.#watch);
    this.#watch();
  }

  stop(): void {
    document.removeEventListener("visibilitychange", this.#watch);
    removeEventListener("online", this.#watch);
    this.#close();
  }

  #close(): void {
    clearTimeout(this.#timer);
    this.#source?.close();
    this.#source = null;
  }

  #open(): void {
    if (this.#source && this.#source.readyState !== EventSource.CLOSED) return;
    this.#close();
    const source = (this.#source = new EventSource(`/events/${this.event}/stream`));
    const on = (name: string, act: (data: WirePhoto) => void): void =>
      source.addEventListener(name, ({ data }: MessageEvent<string>) => act(JSON.parse(data) as WirePhoto));
    on("ready", () => {
      this.#delay = shortest;
      this.heard.ready(this.#wasOpen);
      this.#wasOpen = true;
    });
    for (const name of ["photo_added", "photo_changed"])
      on(name, (photo) => dispatchEvent(new CustomEvent("pixeli:photo", { detail: { ...photo, event: this.event } })));
    on("photo_removed", ({ id }) => dispatchEvent(new CustomEvent("pixeli:photo-removed", { detail: { id } })));
    on("reload", () => this.heard.reload());
    source.addEventListener("error", () => this.#failed());
  }

  /** The browser would try again by itself every three seconds for ever, or never, depending on what it was told. */
  #failed(): void {
    this.#close();
    this.#timer = setTimeout(() => !document.hidden && this.#open(), this.#delay * (0.75 + Math.random() / 2));
    this.#delay = Math.min(longest, this.#delay * 2);
  }
}
