import type { Item, Outcome } from "./queue";

interface Result {
  client_id: string;
  photo_id?: string;
  status: "created" | "duplicate" | "error";
  error?: string;
}

/** Sends one file as a bulk upload of one, by XMLHttpRequest: fetch tells no progress. */
export function send({ clientId, file, event }: Item, progress: (bytes: number) => void): Promise<Outcome> {
  const body = new FormData();
  body.append("metadata", JSON.stringify([{ client_id: clientId, file_name: file.name }]));
  body.append("images", file, clientId);
  const request = new XMLHttpRequest();
  request.open("POST", `/events/${event}/photos/bulk-upload/`);
  request.setRequestHeader("Accept", "application/json");
  request.upload.addEventListener("progress", ({ loaded, total }) => progress(Math.round((file.size * loaded) / Math.max(1, total))));
  return new Promise((resolve) => {
    request.addEventListener("load", () => resolve(outcomeOf(request.status, request.responseText, clientId)));
    request.addEventListener("error", () => resolve({ status: "offline" }));
    request.addEventListener("timeout", () => resolve({ status: "offline" }));
    request.send(body);
  });
}

export function outcomeOf(status: number, text: string, clientId: string): Outcome {
  if (status === 429 || status === 502 || status === 503 || status === 504) return { status: "offline" };
  const answer = parse(text);
  const result = answer.results?.find((one) => one.client_id === clientId);
  if (result?.photo_id && result.status !== "error") return { status: result.status, photoId: result.photo_id };
  return { status: "error", reason: result?.error ?? reasonOf(status, answer.detail) };
}

function parse(text: string): { results?: Result[]; detail?: string } {
  try {
    return JSON.parse(text) as { results?: Result[]; detail?: string };
  } catch {
    return {};
  }
}

function reasonOf(status: number, detail: string | undefined): string {
  if (status === 401) return "You are signed out. Sign in, then retry.";
  if (status === 413) return "This file is larger than this site takes.";
  return detail ?? "The server could not take this file.";
}
