/** What the machine saw in a photo, as far as it has looked. */
export interface Sighting {
  tags: readonly string[];
  /** Names of people who asked to be found and may be in it. */
  people: readonly string[];
}

interface WireSighting {
  id: string;
  is_seen: boolean;
  auto_tags: string[];
  suggestions: { name: string }[];
}

const most = 50;
const firstDelay = 1000;
const longestDelay = 10_000;
/** Uploads go first, so that many photos wait for long; but not without end. */
const patience = 10 * 60_000;

/** Waits for what the machine sees in any number of photos, with one question at a time for all of them, less and less often. */
export class Sightings {
  #waiting = new Map<string, (sighting: Sighting) => void>();
  #delay = firstDelay;
  #quietSince = 0;
  #timer: ReturnType<typeof setTimeout> | null = null;

  wait(photoId: string, seen: (sighting: Sighting) => void): void {
    this.#waiting.set(photoId, seen);
    this.#delay = firstDelay;
    this.#quietSince = Date.now();
    this.#timer ??= setTimeout(() => void this.#look(), this.#delay);
  }

  /** Nobody wants to know any more. */
  forget(): void {
    this.#waiting.clear();
  }

  async #look(): Promise<void> {
    const ids = [...this.#waiting.keys()].slice(0, most);
    const sightings = ids.length > 0 ? await ask(ids) : [];
    for (const id of sightings ? ids : []) {
      const found = sightings!.find((one) => one.id === id);
      if (found && !found.is_seen) continue;
      const seen = this.#waiting.get(id);
      this.#waiting.delete(id);
      this.#delay = firstDelay;
      this.#quietSince = Date.now();
      if (found) seen?.({ tags: found.auto_tags, people: found.suggestions.map(({ name }) => name) });
    }
    this.#timer = null;
    if (Date.now() - this.#quietSince > patience) this.forget();
    if (this.#waiting.size === 0) return;
    // Those that were asked for and wait go behind those that were not.
    for (const id of ids) {
      const seen = this.#waiting.get(id);
      if (seen && this.#waiting.delete(id)) this.#waiting.set(id, seen);
    }
    this.#delay = Math.min(this.#delay * 1.5, longestDelay);
    this.#timer = setTimeout(() => void this.#look(), this.#delay);
  }
}

async function ask(ids: readonly string[]): Promise<WireSighting[] | null> {
  try {
    const response = await fetch(`/photos/sightings/?ids=${ids.join(",")}`, { headers: { Accept: "application/json" } });
    return response.ok ? ((await response.json()) as WireSighting[]) : null;
  } catch {
    return null;
  }
}
