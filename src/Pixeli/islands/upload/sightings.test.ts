import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { Sightings, type Sighting } from "./sightings";

const wire = (id: string, isSeen: boolean, tags: string[] = [], people: string[] = []) =>
  ({ id, is_seen: isSeen, auto_tags: tags, suggestions: people.map((name) => ({ name })) });

describe("what the machine sees in uploaded photos", () => {
  let asked: string[][] = [];
  let answer: (ids: string[]) => object[] | null;

  beforeEach(() => {
    vi.useFakeTimers();
    asked = [];
    vi.stubGlobal("fetch", (address: string) => {
      const ids = new URL(address, "https://site").searchParams.get("ids")!.split(",");
      asked.push(ids);
      const body = answer(ids);
      return body ? Promise.resolve({ ok: true, json: () => Promise.resolve(body) }) : Promise.reject(new Error("No network"));
    });
  });

  afterEach(() => {
    vi.useRealTimers();
    vi.unstubAllGlobals();
  });

  it("is told photo by photo, once it is known", async () => {
    const told: [string, Sighting][] = [];
    const sightings = new Sightings();
    answer = (ids) => ids.map((id) => wire(id, id === "a", ["dog"], ["Ann"]));
    for (const id of ["a", "b"]) sightings.wait(id, (sighting) => told.push([id, sighting]));
    await vi.advanceTimersByTimeAsync(1000);
    expect(told).toEqual([["a", { tags: ["dog"], people: ["Ann"] }]]);

    answer = (ids) => ids.map((id) => wire(id, true));
    await vi.advanceTimersByTimeAsync(10_000);
    expect(told[1]).toEqual(["b", { tags: [], people: [] }]);
    expect(asked).toEqual([["a", "b"], ["b"]]);
  });

  it("comes for photos behind fifty that wait", async () => {
    const told: string[] = [];
    const sightings = new Sightings();
    answer = (ids) => ids.map((id) => wire(id, id === "last"));
    for (const id of [...Array.from({ length: 60 }, (_, index) => `${index}`), "last"]) sightings.wait(id, () => told.push(id));
    await vi.advanceTimersByTimeAsync(5000);
    expect(told).toEqual(["last"]);
    expect(Math.max(...asked.map(({ length }) => length))).toBe(50);
  });

  it("outlasts a lost network, forgets deleted photos, and gives up in the end", async () => {
    const told: string[] = [];
    const sightings = new Sightings();
    answer = () => null;
    for (const id of ["gone", "never"]) sightings.wait(id, () => told.push(id));
    await vi.advanceTimersByTimeAsync(5000);
    expect(asked.length).toBeGreaterThan(1);
    answer = () => [wire("never", false)];
    await vi.advanceTimersByTimeAsync(30_000);
    expect(asked.at(-1)).toEqual(["never"]);

    await vi.advanceTimersByTimeAsync(20 * 60_000);
    const before = asked.length;
    await vi.advanceTimersByTimeAsync(60_000);
    expect(asked.length).toBe(before);
    expect(told).toEqual([]);
  });

  it("asks for nothing once nobody wants to know", async () => {
    const sightings = new Sightings();
    answer = () => [];
    sightings.wait("a", () => undefined);
    sightings.forget();
    await vi.advanceTimersByTimeAsync(60_000);
    expect(asked).toEqual([]);
  });
});
