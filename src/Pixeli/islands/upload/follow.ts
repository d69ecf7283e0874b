import type { WirePhoto } from "../gallery/photo";
import type { Fate } from "./queue";

const maxAtOnce = 4;
const waiting: (() => void)[] = [];
let asking = 0;

/** Asks for a photo, less and less often, until it is processed; a few photos at a time, however many wait. */
export async function follow(photoId: string, event: string): Promise<Fate> {
  if (asking >= maxAtOnce) await new Promise<void>((resolve) => waiting.push(resolve));
  asking++;
  try {
    for (let delay = 300; ; delay = Math.min(delay * 1.5, 4000)) {
      await new Promise((resolve) => setTimeout(resolve, delay));
      const fate = await ask(photoId, event);
      if (fate) return fate;
    }
  } finally {
    asking--;
    waiting.shift()?.();
  }
}

async function ask(photoId: string, event: string): Promise<Fate | null> {
  let photo: WirePhoto & { processing_errors?: string | null };
  try {
    const response = await fetch(`/photos/${photoId}/`, { headers: { Accept: "application/json" } });
    if (response.status === 404) return { status: "failed", reason: "This photo has been deleted." };
    if (!response.ok) return null;
    photo = (await response.json()) as typeof photo;
  } catch {
    return null;
  }
  if (photo.status !== "CO" && photo.status !== "FA") return null;
  dispatchEvent(new CustomEvent("pixeli:photo", { detail: { ...photo, event } }));
  return photo.status === "CO"
    ? { status: "done", thumbnail: photo.thumbnail_url }
    : { status: "failed", reason: photo.processing_errors ?? "This photo could not be processed." };
}
