import { describe, expect, it } from "vitest";
import { defaults, newItem, type Item } from "./item";
import { receipt, stateWords, totalWords } from "./words";

const item = (name: string, more: Partial<Item> = {}): Item => ({ ...newItem(new File([], name), "ana", "event", defaults), size: 1_000_000, ...more });

describe("the total line", () => {
  it("says how far it is, how fast, and how long", () => {
    const items = [item("a.jpg", { state: "done", sent: 1_000_000 }), item("b.jpg", { state: "sending", sent: 400_000 }), item("c.jpg")];
    expect(totalWords(items, 10_000)).toBe("1 of 3 · 10 kB/s · about 3 min");
    expect(totalWords(items, 3_100_000)).toBe("1 of 3 · 3.1 MB/s · about 5 s");
  });

  it("says what it waits for", () => {
    expect(totalWords([item("a.jpg")], 0, "offline")).toBe("0 of 1 · waiting for the network");
    expect(totalWords([item("a.jpg", { state: "processing" })], 0)).toBe("0 of 1 · processing");
  });

  it("ends as a receipt", () => {
    const items = [item("a.jpg", { state: "done" }), item("b.jpg", { state: "duplicate" }), item("c.jpg", { state: "failed" }), item("d.jpg", { state: "cancelled" })];
    expect(totalWords(items, 0)).toBe("1 added · 1 already here · 1 failed · 1 cancelled");
  });
});

describe("one file's line", () => {
  it("never says done before the server did", () => {
    expect(stateWords(item("a.jpg", { state: "sending", sent: 430_000 }))).toBe("Sending 43 %");
    expect(stateWords(item("a.jpg", { state: "sending", sent: 1_000_000 }))).toBe("Finishing");
    expect(stateWords(item("a.jpg", { state: "ready", sent: 430_000 }))).toBe("Waiting at 43 %");
  });

  it("tells what the machine saw", () => {
    const seen = item("a.jpg", { state: "done", tags: ["dog", "two people"], people: ["Ann", "Bob"] });
    expect(stateWords(seen)).toBe("Done · #dog · #two people · perhaps with Ann, Bob");
    expect(stateWords(item("b.jpg", { state: "done" }))).toBe("Done");
  });

  it("tells what was said, once", () => {
    const said = item("a.jpg", { state: "done", settings: { ...defaults, user_tags: ["ball", "dog"] }, tags: ["dog"] });
    expect(stateWords(said)).toBe("Done · #ball · #dog");
  });
});

it("lists every file and its fate", () => {
  const items = [item("a.jpg", { state: "done", photoId: "1" }), item("b.jpg", { state: "failed", reason: "Not a picture." })];
  expect(receipt(items, "https://site")).toBe("1 added · 1 failed\n\na.jpg\tDone\thttps://site/p/1\nb.jpg\tFailed: Not a picture.\n");
});
