import { describe, expect, it } from "vitest";
import { UploadQueue, type Carrier, type Fate, type Outcome } from "./queue";
import { outcomeOf } from "./send";
import { totalWords } from "./words";

const file = (name: string, size = 100): File => new File([new Uint8Array(size)], name);
const settled = async (queue: UploadQueue): Promise<void> => {
  while (!queue.isSettled) await new Promise((resolve) => setTimeout(resolve));
};

function carrier(outcome: (name: string, attempt: number) => Outcome, fate: Fate = { status: "done", thumbnail: "/t" }) {
  const log = { atOnce: 0, most: 0, attempts: new Map<string, number>() };
  const fake: Carrier = {
    async send({ file: { name, size } }, progress) {
      log.most = Math.max(log.most, ++log.atOnce);
      const attempt = (log.attempts.get(name) ?? 0) + 1;
      log.attempts.set(name, attempt);
      await Promise.resolve();
      progress(size / 2);
      log.atOnce--;
      return outcome(name, attempt);
    },
    follow: () => Promise.resolve(fate),
    pause: () => Promise.resolve(),
  };
  return { fake, log };
}

describe("the upload queue", () => {
  it("sends two files at a time, and all of them", async () => {
    const { fake, log } = carrier((name) => ({ status: "created", photoId: name }));
    const queue = new UploadQueue(fake, () => undefined);
    queue.add(Array.from({ length: 20 }, (_, index) => file(`${index}.jpg`)), "event");
    await settled(queue);
    expect(log.most).toBe(2);
    expect(queue.items.every(({ state, thumbnail }) => state === "done" && thumbnail === "/t")).toBe(true);
  });

  it("tells every state a file goes through", async () => {
    const states: string[] = [];
    const queue = new UploadQueue(carrier(() => ({ status: "created", photoId: "1" })).fake, ({ state }) => states.push(state));
    queue.add([file("a.jpg")], "event");
    await settled(queue);
    expect([...new Set(states)]).toEqual(["waiting", "sending", "processing", "done"]);
  });

  it("says why a file failed, goes on with the others, and tries again when asked", async () => {
    const { fake } = carrier((name, attempt) =>
      name === "bad.jpg" && attempt === 1 ? { status: "error", reason: "Not an image." } : { status: "created", photoId: name },
    );
    const queue = new UploadQueue(fake, () => undefined);
    queue.add([file("bad.jpg"), file("good.jpg")], "event");
    await settled(queue);
    expect(queue.items.map(({ state, reason }) => [state, reason])).toEqual([["failed", "Not an image."], ["done", null]]);
    queue.retry(queue.items[0]!);
    await settled(queue);
    expect(queue.items[0]!.state).toBe("done");
  });

  it("waits for the network and continues by itself", async () => {
    const { fake, log } = carrier((name, attempt) => (attempt < 4 ? { status: "offline" } : { status: "duplicate", photoId: name }));
    const queue = new UploadQueue(fake, () => undefined);
    queue.add([file("a.jpg")], "event");
    await settled(queue);
    expect([log.attempts.get("a.jpg"), queue.items[0]!.state]).toEqual([4, "duplicate"]);
  });

  it("fails a photo that could not be processed", async () => {
    const { fake } = carrier(() => ({ status: "created", photoId: "1" }), { status: "failed", reason: "Truncated." });
    const queue = new UploadQueue(fake, () => undefined);
    queue.add([file("a.jpg")], "event");
    await settled(queue);
    expect(queue.items[0]).toMatchObject({ state: "failed", reason: "Truncated." });
  });
});

describe("the total line", () => {
  it("says how far it is, how fast, and how long", async () => {
    const queue = new UploadQueue({ ...carrier(() => ({ status: "offline" })).fake, send: () => new Promise(() => undefined) }, () => undefined);
    queue.add([file("a.jpg", 1_000_000), file("b.jpg", 1_000_000)], "event");
    expect(totalWords(queue.items, 10_000)).toBe("0 of 2 · 10 kB/s · about 3 min");
  });

  it("ends as a receipt", async () => {
    const queue = new UploadQueue(carrier((name) => ({ status: name === "a.jpg" ? "duplicate" : "created", photoId: name })).fake, () => undefined);
    queue.add([file("a.jpg"), file("b.jpg")], "event");
    await settled(queue);
    expect(totalWords(queue.items, 0)).toBe("1 added · 1 already here");
  });
});

describe("an answer", () => {
  it("is read by the file's own result", () => {
    const body = '{"results":[{"client_id":"1","photo_id":"p","status":"created"},{"client_id":"2","status":"error","error":"No image."}]}';
    expect(outcomeOf(207, body, "1")).toEqual({ status: "created", photoId: "p" });
    expect(outcomeOf(207, body, "2")).toEqual({ status: "error", reason: "No image." });
  });

  it("of a busy server is tried again, of a strict one is not", () => {
    expect(outcomeOf(503, "", "1")).toEqual({ status: "offline" });
    expect(outcomeOf(403, '{"detail":"You may not add photos."}', "1")).toEqual({ status: "error", reason: "You may not add photos." });
  });
});
