import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { Thumbnails } from "./thumbnails";

describe("the thumbnails of what is here already", () => {
  let asked: string[][] = [];
  let isOnline = true;

  beforeEach(() => {
    vi.useFakeTimers();
    asked = [];
    isOnline = true;
    vi.stubGlobal("fetch", (address: string) => {
      const ids = new URL(address, "https://site").searchParams.get("ids")!.split(",");
      asked.push(ids);
      const photos = ids.filter((id) => id !== "gone").map((id) => ({ id, thumbnail_url: id === "raw" ? null : `/t/${id}` }));
      return isOnline ? Promise.resolve({ ok: true, json: () => Promise.resolve(photos) }) : Promise.reject(new Error("No network"));
    });
  });

  afterEach(() => {
    vi.useRealTimers();
    vi.unstubAllGlobals();
  });

  it("are asked for together, each once", async () => {
    const found: string[] = [];
    const thumbnails = new Thumbnails();
    for (const id of ["a", "b", "gone", "raw", "a"]) thumbnails.want(id, (url) => found.push(url));
    await vi.runAllTimersAsync();
    thumbnails.want("gone", (url) => found.push(url));
    await vi.runAllTimersAsync();
    expect(asked).toEqual([["a", "b", "gone", "raw"]]);
    expect(found).toEqual(["/t/a", "/t/b"]);
  });

  it("are asked for fifty at a time", async () => {
    const thumbnails = new Thumbnails();
    for (let index = 0; index < 120; index++) thumbnails.want(String(index), () => undefined);
    await vi.runAllTimersAsync();
    expect(asked.map(({ length }) => length)).toEqual([50, 50, 20]);
  });

  it("are asked for again when nobody answered", async () => {
    const found: string[] = [];
    const thumbnails = new Thumbnails();
    isOnline = false;
    thumbnails.want("a", (url) => found.push(url));
    await vi.runAllTimersAsync();
    isOnline = true;
    thumbnails.want("a", (url) => found.push(url));
    await vi.runAllTimersAsync();
    expect(found).toEqual(["/t/a"]);
  });
});
