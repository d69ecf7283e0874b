import { defaults, type Settings } from "./item";
import type { Suggestion } from "./chips";

/** What has been said of an upload so far: of all its files, and of some. */
export interface Said {
  all: Settings;
  /** By file. */
  own: Record<string, Settings>;
  /** The names of who is tagged. */
  people: readonly Suggestion[];
}

interface Kept extends Said {
  /** The event it was said for, while it is neither sent nor put away. */
  event: string | null;
  at: number;
}

const hour = 3600_000;
const day = 24 * hour;

/**
 * Remembers on this device what somebody said of an upload. Who may see and share stays for a day as it was the last time. Tags and
 * people come back when the page went before anything was sent, and the same event is chosen again within the hour.
 */
export class Memory {
  #key: string;

  constructor(
    person: string,
    private readonly storage: Pick<Storage, "getItem" | "setItem"> = localStorage,
  ) {
    this.#key = `upload:${person}`;
  }

  recall(event: string): Said {
    const kept = this.#read();
    const age = kept ? Date.now() - kept.at : Infinity;
    if (!kept || age >= day) return { all: defaults, own: {}, people: [] };
    if (kept.event === event && age < hour) return { all: { ...defaults, ...kept.all }, own: kept.own, people: kept.people };
    return { all: { ...defaults, read_perm: kept.all.read_perm, share_perm: kept.all.share_perm }, own: {}, people: [] };
  }

  /** It is said, and not sent yet. */
  keep(event: string, said: Said): void {
    this.#write({ ...said, event, at: Date.now() });
  }

  /** It is sent, or put away. */
  end(all: Settings): void {
    this.#write({ all: { ...defaults, read_perm: all.read_perm, share_perm: all.share_perm }, own: {}, people: [], event: null, at: Date.now() });
  }

  #read(): Kept | null {
    try {
      const kept = JSON.parse(this.storage.getItem(this.#key) ?? "null") as Kept | null;
      return kept && typeof kept.all === "object" ? kept : null;
    } catch {
      return null; // not ours, or no storage: everything begins anew
    }
  }

  #write(kept: Kept): void {
    try {
      this.storage.setItem(this.#key, JSON.stringify(kept));
    } catch {
      // a full or forbidden storage: then it goes with the page
    }
  }
}

/** By which a file is known again when it is picked again. */
export function keyOf({ name, size }: File): string {
  return `${name} ${size}`;
}
