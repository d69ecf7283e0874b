/** Hashes files off the page's thread, one after another. */
addEventListener("message", ({ data: { id, file } }: MessageEvent<{ id: number; file: Blob }>) => void hash(id, file));

let turn = Promise.resolve();

function hash(id: number, file: Blob): void {
  turn = turn.then(async () => {
    try {
      const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", await file.arrayBuffer()));
      postMessage({ id, hash: [...digest].map((byte) => byte.toString(16).padStart(2, "0")).join("") });
    } catch (failure) {
      postMessage({ id, failure: String(failure) });
    }
  });
}
