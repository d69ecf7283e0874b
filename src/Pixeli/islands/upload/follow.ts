import { upload as texts } from "texts";
import type { WirePhoto } from "../gallery/photo";

/** What became of the processing of one photo. */
export type Fate = { status: "done"; thumbnail: string | null } | { status: "failed"; reason: string; isFinal: boolean };

const most = 50;
const firstDelay = 400;
const longestDelay = 5000;

/** Follows any number of photos until they are processed, with one question at a time for all of them, less and less often. */
export class Follower {
  #photos = new Map<string, { event: string; done: (fate: Fate) => void }>();
  #delay = firstDelay;
  #timer: ReturnType<typeof setTimeout> | null = null;

  constructor(private readonly answered: () => void = () => {}) {}

  follow(photoId: string, event: string): Promise<Fate> {
    return new Promise((done) => {
      this.#photos.set(photoId, { event, done });
      this.#delay = firstDelay;
      this.#timer ??= setTimeout(() => void this.#look(), this.#delay);
    });
  }

  async #look(): Promise<void> {
    const ids = [...this.#photos.keys()].slice(0, most);
    const photos = await askFor(ids);
    if (photos) this.answered();
    for (const id of photos ? ids : []) {
      const photo = photos!.find((one) => one.id === id);
      const fate = photo ? await fateOf(photo) : ({ status: "failed", reason: texts.deleted, isFinal: true } as const);
      if (!fate) continue;
      const { event, done } = this.#photos.get(id)!;
      this.#photos.delete(id);
      this.#delay = firstDelay;
      if (photo) dispatchEvent(new CustomEvent("pixeli:photo", { detail: { ...photo, event } }));
      done(fate);
    }
    this.#timer = null;
    if (this.#photos.size === 0) return;
    this.#delay = Math.min(this.#delay * 1.4, longestDelay);
    this.#timer = setTimeout(() => void this.#look(), this.#delay);
  }
}

/** Some photos as they are now, as far as they are there; null when nobody answers. */
export async function askFor(ids: readonly string[]): Promise<WirePhoto[] | null> {
  try {
    const response = await fetch(`/photos/?ids=${ids.join(",")}`, { headers: { Accept: "application/json" } });
    return response.ok ? ((await response.json()) as WirePhoto[]) : null;
  } catch {
    return null;
  }
}

async function fateOf(photo: WirePhoto): Promise<Fate | null> {
  if (photo.status === "CO") return { status: "done", thumbnail: photo.thumbnail_url };
  if (photo.status !== "FA") return null;
  try {
    const response = await fetch(`/photos/${photo.id}/`, { headers: { Accept: "application/json" } });
    const { processing_errors, can_retry } = (await response.json()) as { processing_errors?: string | null; can_retry?: boolean };
    return { status: "failed", reason: processing_errors ?? texts.unprocessed, isFinal: can_retry === false };
  } catch {
    return { status: "failed", reason: texts.unprocessed, isFinal: false };
  }
}
