import { upload as texts } from "texts";
import type { Item } from "./item";

/** What became of the sending of one file. */
export type Outcome =
  | { status: "created" | "duplicate"; photoId: string }
  /** It does not work, whatever the network does; final, if it would not the next time either. */
  | { status: "error"; reason: string; isFinal: boolean }
  /** It may work the next time. */
  | { status: "again" }
  /** Nothing works at the moment: there is no way to the server, it has too much to do, or its disk is full. */
  | { status: "offline" | "full" }
  | { status: "busy"; seconds?: number }
  | { status: "signedOut" };

export interface Answer {
  status: number;
  header(name: string): string | null;
  body: string;
}

/** Sends a request; answers status 0 when there was none. */
export type Ask = (
  method: string, url: string, headers: Record<string, string>, body?: Blob, progress?: (bytes: number) => void, signal?: AbortSignal,
) => Promise<Answer>;

/**
 * Sends a file by tus 1.0.0: begins an upload unless the item has one, asks how much of it is there, and sends the rest in one
 * request. `begun` is told the upload's address before the first byte leaves, so that it can be gone on with.
 */
export async function sendByTus(
  item: Item, file: Blob, ask: Ask, begun: (url: string | null) => void, progress: (bytes: number) => void, signal?: AbortSignal,
): Promise<Outcome> {
  let offset = 0;
  if (item.url) {
    const looked = await ask("HEAD", item.url, {}, undefined, undefined, signal);
    if (looked.status === 404 || looked.status === 410) begun(null);
    else if (looked.status !== 200) return outcomeOf(looked);
    else if (looked.header("Pixeli-Photo-Id")) return outcomeOf(looked);
    else offset = Number(looked.header("Upload-Offset"));
  }
  if (!item.url) {
    const created = await ask("POST", "/uploads/", { "Upload-Length": String(file.size), "Upload-Metadata": metadataOf(item) }, undefined, undefined, signal);
    const location = created.header("Location");
    if (created.status !== 201 || !location) return outcomeOf(created);
    begun(location);
  }
  progress(offset);
  const sent = await ask(
    "PATCH", item.url!, { "Upload-Offset": String(offset), "Content-Type": "application/offset+octet-stream" },
    file.slice(offset), (bytes) => progress(offset + bytes), signal,
  );
  if (sent.status === 404 || sent.status === 410 || sent.status === 460) begun(null);
  return outcomeOf(sent);
}

const refusals = [400, 413, 415]; // damaged, too large, no picture: the same file would be refused again

export function outcomeOf(answer: Answer): Outcome {
  const { status } = answer;
  const photoId = answer.header("Pixeli-Photo-Id");
  if (status >= 200 && status < 300 && photoId) return { status: answer.header("Pixeli-Status") === "duplicate" ? "duplicate" : "created", photoId };
  if (status >= 200 && status < 300) return { status: "again" };
  if (status === 0) return { status: "offline" };
  if (status === 507) return { status: "full" };
  if (status === 429 || (status >= 502 && status <= 504)) {
    const seconds = Number(answer.header("Retry-After"));
    return seconds > 0 ? { status: "busy", seconds } : { status: "busy" };
  }
  if (status === 401) return { status: "signedOut" };
  if (status >= 500 || [404, 408, 409, 410, 423, 460].includes(status)) return { status: "again" };
  const reason = detailOf(answer.body) ?? (status === 413 ? texts.tooLarge : texts.refused);
  return { status: "error", reason, isFinal: refusals.includes(status) };
}

export function detailOf(body: string): string | null {
  try {
    const { detail, image } = JSON.parse(body) as { detail?: string; image?: string[] };
    return image?.[0] ?? detail ?? null;
  } catch {
    return null;
  }
}

/** The header Upload-Metadata: keys with Base64 values. */
export function metadataOf({ id, name, event, settings, sha256 }: Item): string {
  const pairs: [string, string][] = [
    ["filename", name], ["event", event], ["client_id", id],
    ["read_perm", settings.read_perm], ["share_perm", settings.share_perm],
  ];
  if (settings.user_tags.length > 0) pairs.push(["user_tags", JSON.stringify(settings.user_tags)]);
  if (settings.tagged_usernames.length > 0) pairs.push(["tagged_usernames", JSON.stringify(settings.tagged_usernames)]);
  if (sha256) pairs.push(["sha256", sha256]);
  return pairs.map(([key, value]) => `${key} ${base64(value)}`).join(",");
}

function base64(text: string): string {
  return btoa(String.fromCharCode(...new TextEncoder().encode(text)));
}

const patience = 60_000; // milliseconds in which nothing moves: a network may go without a word
const longPatience = 300_000; // once everything is handed over: it may stand before a slow line still

/** By XMLHttpRequest: fetch tells no progress. What stands still is given up, and gone on with by who asked. */
export const askByXhr: Ask = (method, url, headers, body, progress, signal) =>
  new Promise((resolve) => {
    const request = new XMLHttpRequest();
    let timer: ReturnType<typeof setTimeout>;
    const wait = (milliseconds: number): void => {
      clearTimeout(timer);
      timer = setTimeout(() => request.abort(), milliseconds);
    };
    request.open(method, url);
    request.setRequestHeader("Tus-Resumable", "1.0.0");
    request.setRequestHeader("Accept", "application/json");
    for (const [name, value] of Object.entries(headers)) request.setRequestHeader(name, value);
    request.upload.addEventListener("progress", ({ loaded, total }) => {
      wait(loaded < total ? patience : longPatience);
      progress?.(loaded);
    });
    const abort = (): void => request.abort();
    signal?.addEventListener("abort", abort, { once: true });
    request.addEventListener("loadend", () => {
      signal?.removeEventListener("abort", abort);
      clearTimeout(timer);
      resolve({ status: request.status, header: (name) => request.getResponseHeader(name), body: request.responseText });
    });
    wait(patience);
    request.send(body ?? null);
  });
