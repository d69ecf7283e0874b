import { askFor } from "./follow";

const most = 50;
const gathers = 30; // milliseconds in which lines come into sight together

/** Asks for the thumbnails of photos that are on the server already, many in one question: of those whose lines come into sight. */
export class Thumbnails {
  #wanted = new Map<string, (url: string) => void>();
  #asked = new Set<string>();
  #timer: ReturnType<typeof setTimeout> | null = null;

  want(photoId: string, found: (url: string) => void): void {
    if (this.#asked.has(photoId)) return;
    this.#asked.add(photoId);
    this.#wanted.set(photoId, found);
    this.#timer ??= setTimeout(() => void this.#look(), gathers);
  }

  async #look(): Promise<void> {
    const asked = [...this.#wanted].slice(0, most);
    for (const [id] of asked) this.#wanted.delete(id);
    const photos = await askFor(asked.map(([id]) => id));
    for (const [id, found] of asked) {
      if (!photos) this.#asked.delete(id); // without a network: it is asked for again when it is looked at again
      const url = photos?.find((photo) => photo.id === id)?.thumbnail_url;
      if (url) found(url);
    }
    this.#timer = this.#wanted.size > 0 ? setTimeout(() => void this.#look(), gathers) : null;
  }
}
