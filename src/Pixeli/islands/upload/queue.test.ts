import { describe, expect, it } from "vitest";
import type { Fate } from "./follow";
import { defaults, fromStored, isRetriable, newItem, toStored, type Item } from "./item";
import { UploadQueue, type Carrier } from "./queue";
import type { Outcome } from "./tus";

const item = (name: string, size = 100): Item => newItem(new File([new Uint8Array(size)], name), "ana", "event", defaults);
const tick = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));
const until = async (condition: () => boolean): Promise<void> => {
  for (let tries = 0; !condition(); tries++) {
    if (tries > 1000) throw new Error("Waited in vain");
    await tick();
  }
};

function carrier(outcome: (name: string, attempt: number) => Outcome | Promise<Outcome>, more: Partial<Carrier> = {}) {
  const log = { atOnce: 0, most: 0, attempts: new Map<string, number>(), ended: [] as string[], pauses: [] as number[], checked: [] as number[] };
  const fake: Carrier = {
    check(items) {
      log.checked.push(items.length);
      return Promise.resolve(new Map<string, string>());
    },
    async send(sent, progress) {
      log.most = Math.max(log.most, ++log.atOnce);
      const attempt = (log.attempts.get(sent.name) ?? 0) + 1;
      log.attempts.set(sent.name, attempt);
      await Promise.resolve();
      progress(sent.size / 2);
      const result = await outcome(sent.name, attempt);
      log.atOnce--;
      return result;
    },
    follow: () => Promise.resolve<Fate>({ status: "done", thumbnail: "/t" }),
    look: () => undefined,
    processAgain: () => Promise.resolve(),
    end: (url) => log.ended.push(url),
    pause: (milliseconds) => (log.pauses.push(milliseconds), Promise.resolve()),
    ...more,
  };
  return { fake, log };
}

const created = (name: string): Outcome => ({ status: "created", photoId: name });

describe("the upload queue", () => {
  it("sends two files at a time, and all of them", async () => {
    const { fake, log } = carrier(created);
    const queue = new UploadQueue(fake, () => undefined);
    queue.add(Array.from({ length: 40 }, (_, index) => item(`${index}.jpg`)));
    await until(() => queue.isSettled);
    expect(log.most).toBe(2);
    expect(queue.items.every(({ state, thumbnail }) => state === "done" && thumbnail === "/t")).toBe(true);
    expect(log.checked[0]).toBe(2);
  });

  it("tells of nothing any more once another goes on with it", async () => {
    const answers: ((outcome: Outcome) => void)[] = [];
    const told: string[] = [];
    const aborted: boolean[] = [];
    const { fake } = carrier(created, {
      send: (_, progress, signal) => {
        signal.addEventListener("abort", () => aborted.push(true));
        return new Promise((resolve) => answers.push((outcome) => (progress(50), resolve(outcome))));
      },
    });
    const queue = new UploadQueue(fake, ({ name, state }) => told.push(`${name} ${state}`));
    queue.add([item("a.jpg"), item("b.jpg"), item("c.jpg")]);
    await until(() => answers.length === 2);
    queue.leave();
    const before = told.length;
    answers.forEach((answer) => answer(created("photo")));
    await tick();
    await tick();
    expect(aborted).toEqual([true, true]);
    expect([told.length, answers.length]).toEqual([before, 2]);
  });

  it("rests at once when the network goes, and goes on with what it was sending", async () => {
    let isGone = true;
    const wakes: (() => void)[] = [];
    const { fake, log } = carrier(created, {
      send: (one, _, signal) => isGone
        ? new Promise<Outcome>((resolve) => signal.addEventListener("abort", () => resolve({ status: "offline" })))
        : Promise.resolve(created(one.name)),
      pause: () => new Promise((resolve) => wakes.push(resolve)),
    });
    const queue = new UploadQueue(fake, () => undefined);
    queue.add([item("a.jpg"), item("b.jpg"), item("c.jpg")]);
    await until(() => queue.items.filter(({ state }) => state === "sending").length === 2);
    queue.interrupt();
    await until(() => queue.halt === "offline");
    expect(queue.items.map(({ state }) => state)).toEqual(["ready", "ready", "ready"]);
    isGone = false;
    queue.wake();
    await until(() => queue.isSettled);
    expect(queue.items.every(({ state }) => state === "done")).toBe(true);
    expect(log.ended).toEqual([]);
  });

  it("keeps what the machine saw over a reload, and asks again for what it had not seen", () => {
    const asked: string[] = [];
    const done = (id: string, tags: string[]): Item => ({ ...item(`${id}.jpg`), state: "done", photoId: id, tags });
    const kept = [done("a", ["dog"]), done("b", [])].map((one) => fromStored(structuredClone(toStored(one))));
    new UploadQueue(carrier(created, { look: (id) => asked.push(id) }).fake, () => undefined).add(kept);
    expect(kept[0]!.tags).toEqual(["dog"]);
    expect(asked).toEqual(["b"]);
    const { tags, people, isFinal, ...earlier } = toStored(kept[0]!);
    expect(fromStored(earlier)).toMatchObject({ tags: [], people: [], isFinal: false });
  });

  it("tells what the machine saw, and not of what was put away", async () => {
    const looks: (() => void)[] = [];
    let changes = 0;
    const look: Carrier["look"] = (_, seen) => looks.push(() => seen({ tags: ["dog"], people: ["Ann"] }));
    const queue = new UploadQueue(carrier(created, { look }).fake, () => changes++);
    queue.add([item("a.jpg"), item("b.jpg")]);
    await until(() => queue.isSettled);
    looks[0]!();
    expect(queue.items.map(({ tags, people }) => [...tags, ...people])).toContainEqual(["dog", "Ann"]);

    queue.clear();
    const before = changes;
    looks[1]!();
    expect(changes).toBe(before);
  });

  it("tells every state a file goes through", async () => {
    const states: string[] = [];
    const queue = new UploadQueue(carrier(created).fake, ({ state }) => states.push(state));
    queue.add([item("a.jpg")]);
    await until(() => queue.isSettled);
    expect([...new Set(states)]).toEqual(["waiting", "checking", "ready", "sending", "processing", "done"]);
  });

  it("does not send what the event has already", async () => {
    const known = item("known.jpg");
    const { fake, log } = carrier(created, { check: () => Promise.resolve(new Map([[known.id, "old"]])) });
    const queue = new UploadQueue(fake, () => undefined);
    queue.add([known, item("new.jpg")]);
    await until(() => queue.isSettled);
    expect(queue.items.map(({ state, photoId }) => [state, photoId])).toEqual([["duplicate", "old"], ["done", "new.jpg"]]);
    expect(log.attempts.has("known.jpg")).toBe(false);
  });

  it("says why a file failed, goes on with the others, and tries again when asked", async () => {
    const { fake } = carrier((name, attempt) => (name === "bad.jpg" && attempt === 1 ? { status: "error", reason: "You may not add photos.", isFinal: false } : created(name)));
    const queue = new UploadQueue(fake, () => undefined);
    queue.add([item("bad.jpg"), item("good.jpg")]);
    await until(() => queue.isSettled);
    expect(queue.items.map(({ state, reason }) => [state, reason])).toEqual([["failed", "You may not add photos."], ["done", null]]);
    queue.retry(queue.items[0]!);
    await until(() => queue.isSettled);
    expect(queue.items[0]!.state).toBe("done");
  });

  it("does not send again what would be refused again, over a reload either", async () => {
    const { fake, log } = carrier(() => ({ status: "error", reason: "Not an image.", isFinal: true }));
    const queue = new UploadQueue(fake, () => undefined);
    queue.add([item("notes.pdf")]);
    await until(() => queue.isSettled);
    queue.retry(queue.items[0]!);
    expect([queue.items[0]!.state, log.attempts.get("notes.pdf")]).toEqual(["failed", 1]);
    const kept = fromStored(structuredClone(toStored(queue.items[0]!)));
    expect([isRetriable(kept), kept.reason]).toEqual([false, "Not an image."]);
  });

  it("waits for the network, longer each time, and continues by itself however long it takes", async () => {
    const { fake, log } = carrier((name, attempt) => (attempt < 12 ? { status: "offline" } : { status: "duplicate", photoId: name }));
    // Progress would begin the pauses anew: nothing leaves this machine.
    const send = fake.send.bind(fake);
    fake.send = (sent, _, signal) => send(sent, () => undefined, signal);
    const queue = new UploadQueue(fake, () => undefined);
    queue.add([item("a.jpg")]);
    await until(() => queue.isSettled);
    expect([log.attempts.get("a.jpg"), queue.items[0]!.state]).toEqual([12, "duplicate"]);
    expect(log.pauses.slice(0, 7)).toEqual([1000, 2000, 4000, 8000, 16_000, 30_000, 30_000]);
  });

  it("goes on at once when the network is back", async () => {
    const { fake, log } = carrier((name, attempt) => (attempt === 1 ? { status: "offline" } : created(name)), { pause: () => new Promise(() => undefined) });
    const queue = new UploadQueue(fake, () => undefined);
    queue.add([item("a.jpg")]);
    await until(() => queue.halt === "offline");
    await tick();
    expect(log.attempts.get("a.jpg")).toBe(1);
    queue.wake();
    await until(() => queue.isSettled);
    expect(queue.items[0]!.state).toBe("done");
  });

  it("waits for who is signed out, and loses nothing", async () => {
    const { fake } = carrier((name, attempt) => (attempt === 1 ? { status: "signedOut" } : created(name)));
    const queue = new UploadQueue(fake, () => undefined);
    queue.add([item("a.jpg")]);
    await until(() => queue.halt === "signedOut");
    await tick();
    expect(queue.items[0]!.state).toBe("ready");
    queue.wake();
    await until(() => queue.isSettled);
    expect(queue.items[0]!.state).toBe("done");
  });

  it("gives up a file that the server keeps stumbling over, and not the others", async () => {
    const { fake, log } = carrier((name) => (name === "bad.jpg" ? { status: "again" } : created(name)));
    const queue = new UploadQueue(fake, () => undefined);
    queue.add([item("bad.jpg"), item("good.jpg")]);
    await until(() => queue.isSettled);
    expect(queue.items.map(({ state }) => state)).toEqual(["failed", "done"]);
    expect(log.attempts.get("bad.jpg")).toBe(5);
  });

  it("cancels what is not sent, tells the server, and leaves the rest", async () => {
    let release: (outcome: Outcome) => void = () => undefined;
    const { fake, log } = carrier((name) => (name === "slow.jpg" ? new Promise<Outcome>((resolve) => (release = resolve)) : created(name)));
    const queue = new UploadQueue(fake, () => undefined);
    const [slow, quick] = [item("slow.jpg"), item("quick.jpg")];
    queue.add([slow, quick]);
    await until(() => quick.state === "done" && slow.state === "sending");
    slow.url = "/uploads/1";
    queue.cancel(slow);
    queue.cancel(quick);
    release({ status: "offline" });
    await tick();
    expect([slow.state, quick.state, log.ended, queue.halt]).toEqual(["cancelled", "done", ["/uploads/1"], null]);
  });

  it("has a photo that could not be processed processed again, instead of sending it again", async () => {
    const fates: Fate[] = [{ status: "failed", reason: "It took too long.", isFinal: false }, { status: "done", thumbnail: null }];
    const { fake, log } = carrier(created, { follow: () => Promise.resolve(fates.shift()!) });
    const queue = new UploadQueue(fake, () => undefined);
    queue.add([item("a.jpg")]);
    await until(() => queue.isSettled);
    expect(queue.items[0]).toMatchObject({ state: "failed", reason: "It took too long." });
    queue.retry(queue.items[0]!);
    await until(() => queue.isSettled);
    expect([queue.items[0]!.state, log.attempts.get("a.jpg")]).toEqual(["done", 1]);
  });

  it("does not have a photo processed again where the file itself stands in the way", async () => {
    const { fake } = carrier(created, { follow: () => Promise.resolve<Fate>({ status: "failed", reason: "Truncated.", isFinal: true }) });
    const queue = new UploadQueue(fake, () => undefined);
    queue.add([item("a.jpg")]);
    await until(() => queue.isSettled);
    expect(queue.items[0]).toMatchObject({ state: "failed", reason: "Truncated." });
    expect(isRetriable(queue.items[0]!)).toBe(false);
  });
});

describe("what is kept over a reload", () => {
  it("is taken up where it was", () => {
    const states = ["waiting", "checking", "ready", "sending", "processing", "done", "failed"] as const;
    const after = states.map((state) => fromStored(toStored({ ...item("a.jpg"), state, sent: 50 })));
    expect(after.map(({ state }) => state)).toEqual(["waiting", "waiting", "ready", "ready", "processing", "done", "failed"]);
    expect(after.map(({ sent }) => sent)).toEqual([0, 0, 0, 0, 100, 100, 0]);
  });

  it("follows photos that were being processed", async () => {
    const queue = new UploadQueue(carrier(created).fake, () => undefined);
    queue.add([{ ...item("a.jpg"), state: "processing", photoId: "1" }]);
    await until(() => queue.isSettled);
    expect(queue.items[0]!.state).toBe("done");
  });
});
