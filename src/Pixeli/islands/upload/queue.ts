import { isRetriable, isSettled, isUnsent, type Item, type State } from "./item";
import type { Fate } from "./follow";
import type { Sighting } from "./sightings";
import type { Outcome } from "./tus";

export interface Carrier {
  /** Hashes some files of one event and asks for them: item ids and the photos they are already. Null when nobody answers. */
  check(items: readonly Item[]): Promise<Map<string, string> | null>;
  send(item: Item, progress: (bytes: number) => void, signal: AbortSignal): Promise<Outcome>;
  follow(photoId: string, event: string): Promise<Fate>;
  /** Tells what the machine saw in a photo, once it has looked. */
  look(photoId: string, seen: (sighting: Sighting) => void): void;
  /** Has the server process a failed photo again. */
  processAgain(photoId: string): Promise<void>;
  /** The server may forget what it has of an item. */
  end(url: string): void;
  pause(milliseconds: number): Promise<void>;
}

/** Why nothing moves at the moment. */
export type Halt = "offline" | "busy" | "full" | "signedOut";

const sendAtOnce = 2;
const checkAtOnce = 8;
const checkAhead = 12;
const maxAgain = 4;
const longestPause = 30_000;

/** Checks files ahead, sends them two at a time, follows each until it is processed, and tells whoever listens. */
export class UploadQueue {
  readonly items: Item[] = [];
  halt: Halt | null = null;
  #sending = new Map<Item, AbortController>();
  #isChecking = false;
  #again = new WeakMap<Item, number>();
  #pauses = 0;
  #wake: (() => void) | null = null;
  #isOver = false;

  constructor(
    private readonly carrier: Carrier,
    private readonly told: (item: Item) => void,
  ) {}

  get isRunning(): boolean {
    return this.items.some(isUnsent);
  }

  get isSettled(): boolean {
    return this.items.every(isSettled);
  }

  add(items: readonly Item[]): void {
    this.items.push(...items);
    for (const item of items) {
      this.#changed(item);
      if (item.state === "processing") void this.#follow(item);
      if (item.state === "done" && item.tags.length + item.people.length === 0) this.#look(item);
    }
    this.#work();
  }

  retry(item: Item): void {
    if (!isRetriable(item)) return;
    item.reason = null;
    this.#again.delete(item);
    if (item.photoId) {
      const photo = item.photoId;
      this.#set(item, "processing");
      void this.carrier.processAgain(photo).then(() => this.#follow(item));
      return;
    }
    item.sent = 0;
    this.#set(item, "waiting");
    this.#work();
  }

  /** Gives up what is not on the server yet. */
  cancel(item: Item): void {
    if (!isUnsent(item)) return;
    if (item.url) this.carrier.end(item.url);
    item.url = null;
    item.sent = 0;
    this.#set(item, "cancelled");
    this.#sending.get(item)?.abort();
  }

  /** Forgets what has ended, and says what that was. */
  clear(): Item[] {
    return this.isSettled ? this.items.splice(0) : [];
  }

  /** The network is gone: what is being sent is gone on with later, instead of waiting for an answer that does not come. */
  interrupt(): void {
    for (const abort of this.#sending.values()) abort.abort();
  }

  /** The network is back, or somebody has signed in. */
  wake(): void {
    this.#pauses = 0;
    this.#wake?.();
    if (this.halt === "signedOut") this.#resume();
  }

  /** Another goes on with all of it: what still comes back here is nothing to tell of any more. */
  leave(): void {
    this.#isOver = true;
    this.interrupt();
  }

  #work(): void {
    if (this.halt || this.#isOver) return;
    void this.#check();
    while (this.#sending.size < sendAtOnce) {
      const next = this.items.find(({ state }) => state === "ready");
      if (!next) return;
      const abort = new AbortController();
      this.#sending.set(next, abort);
      this.#set(next, "sending");
      void this.#send(next, abort.signal).finally(() => {
        this.#sending.delete(next);
        this.#work();
      });
    }
  }

  async #check(): Promise<void> {
    if (this.#isChecking || this.items.filter(({ state }) => state === "ready").length >= checkAhead) return;
    const first = this.items.find(({ state }) => state === "waiting");
    if (!first) return;
    // Few at the beginning, so that sending starts at once.
    const many = this.#sending.size < sendAtOnce ? sendAtOnce : checkAtOnce;
    const items = this.items.filter(({ state, event }) => state === "waiting" && event === first.event).slice(0, many);
    this.#isChecking = true;
    for (const item of items) this.#set(item, "checking");
    const known = await this.carrier.check(items);
    this.#isChecking = false;
    for (const item of items) {
      if (item.state !== "checking") continue; // cancelled, or its file cannot be read
      const photo = known?.get(item.id);
      if (photo) this.#arrived(item, "duplicate", photo);
      else this.#set(item, known ? "ready" : "waiting");
    }
    if (known) this.#work();
    else void this.#rest("offline");
  }

  async #send(item: Item, signal: AbortSignal): Promise<void> {
    const outcome = await this.carrier.send(
      item,
      (bytes) => {
        if (item.state !== "sending") return;
        if (bytes > item.sent) this.#pauses = 0;
        item.sent = bytes;
        this.#changed(item);
      },
      signal,
    );
    if (item.state !== "sending") {
      if (item.url) this.carrier.end(item.url); // it was cancelled while it was being begun
      return;
    }
    switch (outcome.status) {
      case "created":
      case "duplicate":
        this.#arrived(item, outcome.status === "created" ? "processing" : "duplicate", outcome.photoId);
        return;
      case "error":
        this.fail(item, outcome.reason, outcome.isFinal);
        return;
      case "again":
        await this.#sendAgain(item);
        return;
      case "offline":
      case "busy":
      case "full":
      case "signedOut":
        this.#set(item, "ready");
        void this.#rest(outcome.status, outcome.status === "busy" ? outcome.seconds : undefined);
        return;
    }
  }

  async #sendAgain(item: Item): Promise<void> {
    const times = (this.#again.get(item) ?? 0) + 1;
    this.#again.set(item, times);
    if (times > maxAgain) {
      this.fail(item, null);
      return;
    }
    await this.carrier.pause(500 * 2 ** times);
    if (item.state === "sending") this.#set(item, "ready");
  }

  #arrived(item: Item, state: "processing" | "duplicate", photoId: string): void {
    this.#pauses = 0;
    item.photoId = photoId;
    item.sent = item.size;
    this.#set(item, state);
    if (state === "processing") void this.#follow(item);
  }

  /** Nothing moves until a while has passed, longer each time, or something wakes us. */
  async #rest(halt: Halt, seconds?: number): Promise<void> {
    if (this.halt) return;
    this.halt = halt;
    const first = this.items[0];
    if (first) this.#changed(first);
    if (halt === "signedOut") return;
    const pause = seconds ? seconds * 1000 : Math.min(longestPause, 1000 * 2 ** this.#pauses++);
    await Promise.race([this.carrier.pause(pause), new Promise<void>((resolve) => (this.#wake = resolve))]);
    this.#resume();
  }

  #resume(): void {
    this.halt = null;
    this.#wake = null;
    const first = this.items[0];
    if (first) this.#changed(first);
    this.#work();
  }

  async #follow(item: Item): Promise<void> {
    const photoId = item.photoId!;
    const fate = await this.carrier.follow(photoId, item.event);
    if (item.photoId !== photoId || item.state !== "processing") return;
    if (fate.status === "failed") {
      this.fail(item, fate.reason, fate.isFinal);
      return;
    }
    item.thumbnail = fate.thumbnail;
    this.#set(item, "done");
    this.#look(item);
  }

  #look(item: Item): void {
    this.carrier.look(item.photoId!, ({ tags, people }) => {
      if (!this.items.includes(item)) return; // it was put away
      Object.assign(item, { tags, people });
      this.#changed(item);
    });
  }

  fail(item: Item, reason: string | null, isFinal = false): void {
    item.reason = reason;
    item.isFinal = isFinal;
    if (!item.photoId) item.sent = 0;
    this.#set(item, "failed");
  }

  #set(item: Item, state: State): void {
    item.state = state;
    this.#changed(item);
  }

  #changed(item: Item): void {
    if (!this.#isOver) this.told(item);
  }
}
