export type State = "waiting" | "checking" | "ready" | "sending" | "processing" | "done" | "duplicate" | "failed" | "cancelled";

/** What is said of a photo, in the names of the wire. */
export interface Settings {
  read_perm: string;
  share_perm: string;
  user_tags: readonly string[];
  tagged_usernames: readonly string[];
}

export const defaults: Settings = { read_perm: "PUB", share_perm: "OR", user_tags: [], tagged_usernames: [] };

/** One file on its way. All of it but what follows `people` is kept in the browser's database. */
export interface Item {
  readonly id: string;
  /** Whose upload it is: somebody else at this browser does not go on with it. */
  readonly owner: string;
  readonly name: string;
  readonly size: number;
  readonly event: string;
  settings: Settings;
  state: State;
  /** The upload on the server, once it is begun. */
  url: string | null;
  sha256: string | null;
  photoId: string | null;
  reason: string | null;
  /** What failed would fail again. */
  isFinal: boolean;
  /** What the machine saw in it, once it has looked. */
  tags: readonly string[];
  people: readonly string[];
  /** Bytes that have left this machine. */
  sent: number;
  /** Its address ends after some hours: asked for again rather than kept. */
  thumbnail: string | null;
}

/** Pages of earlier versions kept nothing of what the machine saw, nor whether a failure was final. */
export type StoredItem = Omit<Item, "sent" | "thumbnail" | Later> & Partial<Pick<Item, Later>>;

type Later = "tags" | "people" | "isFinal";

let made = 0;

export function newItem(file: File, owner: string, event: string, settings: Settings): Item {
  // Ids order items as they were picked, over reloads too.
  const id = `${Date.now().toString(36).padStart(9, "0")}-${(++made).toString(36).padStart(5, "0")}-${Math.random().toString(36).slice(2, 8)}`;
  return {
    id, owner, name: file.name, size: file.size, event, settings,
    state: "waiting", url: null, sha256: null, photoId: null, reason: null, isFinal: false, sent: 0, thumbnail: null, tags: [], people: [],
  };
}

/** What is kept of an item. */
export function toStored({ id, owner, name, size, event, settings, state, url, sha256, photoId, reason, isFinal, tags, people }: Item): StoredItem {
  return { id, owner, name, size, event, settings, state, url, sha256, photoId, reason, isFinal, tags, people };
}

/** A kept item as it goes on: what was under way when the page went is taken up again. */
export function fromStored(stored: StoredItem): Item {
  const state = stored.state === "checking" ? "waiting" : stored.state === "sending" ? "ready" : stored.state;
  const isSent = state === "processing" || state === "done" || state === "duplicate";
  return { tags: [], people: [], isFinal: false, ...stored, state, sent: isSent ? stored.size : 0, thumbnail: null };
}

/** It has met its fate. */
export function isSettled({ state }: Item): boolean {
  return state === "done" || state === "duplicate" || state === "failed" || state === "cancelled";
}

/** To try once more may help. */
export function isRetriable({ state, isFinal }: Item): boolean {
  return state === "failed" && !isFinal;
}

/** Its bytes are not safe on the server yet. */
export function isUnsent({ state }: Item): boolean {
  return state === "waiting" || state === "checking" || state === "ready" || state === "sending";
}
