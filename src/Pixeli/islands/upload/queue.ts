export type State = "waiting" | "sending" | "processing" | "done" | "duplicate" | "failed";

export interface Item {
  readonly clientId: string;
  readonly file: File;
  readonly event: string;
  state: State;
  /** Bytes that have left this machine. */
  sent: number;
  photoId: string | null;
  thumbnail: string | null;
  reason: string | null;
}

/** What became of the sending of one file. */
export type Outcome =
  | { status: "created" | "duplicate"; photoId: string }
  | { status: "error"; reason: string }
  | { status: "offline" };

/** What became of the processing of one photo. */
export type Fate = { status: "done"; thumbnail: string | null } | { status: "failed"; reason: string };

export interface Carrier {
  send(item: Item, progress: (bytes: number) => void): Promise<Outcome>;
  follow(photoId: string): Promise<Fate>;
  /** Waits before the next try at a file the network dropped. */
  pause(attempt: number): Promise<void>;
}

const maxAtOnce = 2;
const maxAttempts = 6;

/** Sends files two at a time, follows each until it is processed, and tells whoever listens. */
export class UploadQueue {
  readonly items: Item[] = [];
  #sending = 0;
  #made = 0;

  constructor(
    private readonly carrier: Carrier,
    private readonly changed: (item: Item) => void,
  ) {}

  get isRunning(): boolean {
    return this.items.some(({ state }) => state === "waiting" || state === "sending");
  }

  get isSettled(): boolean {
    return this.items.every(({ state }) => state === "done" || state === "duplicate" || state === "failed");
  }

  add(files: Iterable<File>, event: string): void {
    for (const file of files) {
      const clientId = `${Date.now().toString(36)}-${++this.#made}`;
      const item: Item = { clientId, file, event, state: "waiting", sent: 0, photoId: null, thumbnail: null, reason: null };
      this.items.push(item);
      this.changed(item);
    }
    this.#fill();
  }

  retry(item: Item): void {
    if (item.state !== "failed") return;
    item.photoId = null;
    item.reason = null;
    item.sent = 0;
    this.#set(item, "waiting");
    this.#fill();
  }

  /** Forgets what has ended. */
  clear(): void {
    if (this.isSettled) this.items.length = 0;
  }

  #fill(): void {
    while (this.#sending < maxAtOnce) {
      const next = this.items.find(({ state }) => state === "waiting");
      if (!next) return;
      this.#sending++;
      this.#set(next, "sending");
      void this.#send(next).finally(() => {
        this.#sending--;
        this.#fill();
      });
    }
  }

  async #send(item: Item): Promise<void> {
    for (let attempt = 1; ; attempt++) {
      const outcome = await this.carrier.send(item, (bytes) => {
        item.sent = bytes;
        this.changed(item);
      });
      if (outcome.status === "offline" && attempt < maxAttempts) {
        item.sent = 0;
        item.reason = "Waiting for the network";
        this.changed(item);
        await this.carrier.pause(attempt);
        item.reason = null;
        continue;
      }
      this.#settle(item, outcome);
      return;
    }
  }

  #settle(item: Item, outcome: Outcome): void {
    item.sent = outcome.status === "error" || outcome.status === "offline" ? 0 : item.file.size;
    switch (outcome.status) {
      case "offline":
        this.#fail(item, "The server could not be reached.");
        break;
      case "error":
        this.#fail(item, outcome.reason);
        break;
      case "duplicate":
        item.photoId = outcome.photoId;
        this.#set(item, "duplicate");
        break;
      case "created":
        item.photoId = outcome.photoId;
        this.#set(item, "processing");
        void this.#follow(item, outcome.photoId);
        break;
    }
  }

  async #follow(item: Item, photoId: string): Promise<void> {
    const fate = await this.carrier.follow(photoId);
    if (item.photoId !== photoId) return;
    if (fate.status === "failed") {
      this.#fail(item, fate.reason);
      return;
    }
    item.thumbnail = fate.thumbnail;
    this.#set(item, "done");
  }

  #fail(item: Item, reason: string): void {
    item.reason = reason;
    this.#set(item, "failed");
  }

  #set(item: Item, state: State): void {
    item.state = state;
    this.changed(item);
  }
}
