import type { Item } from "./item";

/** Asks an event which of some files it has: item ids and the photos they are. Null when the server cannot be reached. */
export async function askKnown(event: string, items: readonly Item[]): Promise<Map<string, string> | null> {
  const hashes = items.flatMap(({ sha256 }) => (sha256 ? [sha256] : []));
  if (hashes.length === 0) return new Map();
  let response: Response;
  try {
    response = await fetch(`/events/${event}/photos/known/`, {
      method: "POST",
      headers: { Accept: "application/json", "Content-Type": "application/json" },
      body: JSON.stringify({ sha256: hashes }),
    });
  } catch {
    return null;
  }
  if (!response.ok) return new Map(); // sending will be told why
  const { known } = (await response.json()) as { known: { sha256: string; photo_id: string }[] };
  const photos = new Map(known.map(({ sha256, photo_id }) => [sha256, photo_id]));
  return new Map(items.flatMap(({ id, sha256 }) => (sha256 && photos.has(sha256) ? [[id, photos.get(sha256)!] as const] : [])));
}
