type Answer = { id: number; hash: string } | { id: number; failure: string };

const script = "/built/hash-worker.js";
const waiting = new Map<number, (hash: string | null) => void>();
let worker: Worker | null = null;
let asked = 0;

/**
 * The SHA-256 of a file in hexadecimal. Null where the browser has no such function (pages that are not secure): the server
 * recognises duplicates by itself, only later.
 * @throws when the file cannot be read any more.
 */
export async function hashOf(file: Blob): Promise<string | null> {
  await file.slice(0, 1).arrayBuffer(); // a file that was changed or moved since it was picked says so here
  if (!isSecureContext || typeof Worker === "undefined") return null;
  worker ??= start();
  const id = ++asked;
  return new Promise((resolve) => {
    waiting.set(id, resolve);
    worker!.postMessage({ id, file });
  });
}

function start(): Worker {
  const started = new Worker(script, { type: "module" });
  started.addEventListener("message", ({ data }: MessageEvent<Answer>) => {
    waiting.get(data.id)?.("hash" in data ? data.hash : null);
    waiting.delete(data.id);
  });
  started.addEventListener("error", () => {
    for (const resolve of waiting.values()) resolve(null);
    waiting.clear();
    worker = null;
  });
  return started;
}
