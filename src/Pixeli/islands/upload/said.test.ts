import { describe, expect, it, vi } from "vitest";
import { defaults } from "./item";
import { keyOf, Memory } from "./said";

function memory(kept = new Map<string, string>()): Memory {
  return new Memory("ana", { getItem: (key) => kept.get(key) ?? null, setItem: (key, value) => void kept.set(key, value) });
}

const said = {
  all: { read_perm: "IMG", share_perm: "DI", user_tags: ["summer"], tagged_usernames: ["mira"] },
  own: { "a.jpg 3": { ...defaults, user_tags: ["sea"] } },
  people: [{ value: "mira", label: "Mira Lind" }],
};

describe("what was said of an upload", () => {
  it("comes back when the page went before it was sent", () => {
    const store = new Map<string, string>();
    memory(store).keep("fair", said);
    expect(memory(store).recall("fair")).toEqual(said);
  });

  it("does not come back for another event, but for who may see and share", () => {
    const kept = memory();
    kept.keep("fair", said);
    expect(kept.recall("ball")).toEqual({ all: { ...defaults, read_perm: "IMG", share_perm: "DI" }, own: {}, people: [] });
  });

  it("does not come back once it is sent, nor after an hour, and who may see not after a day", () => {
    const kept = memory();
    kept.keep("fair", said);
    kept.end(said.all);
    expect(kept.recall("fair").all).toEqual({ ...defaults, read_perm: "IMG", share_perm: "DI" });

    vi.useFakeTimers();
    kept.keep("fair", said);
    vi.advanceTimersByTime(3600_000);
    expect(kept.recall("fair")).toEqual({ all: { ...defaults, read_perm: "IMG", share_perm: "DI" }, own: {}, people: [] });
    vi.advanceTimersByTime(23 * 3600_000);
    expect(kept.recall("fair").all).toEqual(defaults);
    vi.useRealTimers();
  });

  it("begins anew where there is no storage, or something else in it", () => {
    const broken = new Memory("ana", { getItem: () => "{", setItem: () => { throw new Error("Full"); } });
    broken.keep("fair", said);
    expect(broken.recall("fair").all).toEqual(defaults);
  });

  it("knows a file again by its name and size", () => expect(keyOf(new File(["abc"], "a.jpg"))).toBe("a.jpg 3"));
});
