import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { Passing } from "./passing";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

it("keeps nothing while more passes by, and all of it once that rests", async () => {
  const kept: string[] = [];
  const passing = new Passing((url) => Promise.resolve(void kept.push(url)));
  let done: Promise<void> = Promise.resolve();
  for (let at = 0; at < 20; at++) {
    done = passing.add(`/${at}`);
    await vi.advanceTimersByTimeAsync(500);
  }
  expect(kept).toEqual([]);
  await vi.advanceTimersByTimeAsync(600);
  await done;
  expect(kept).toEqual(Array.from({ length: 20 }, (_, at) => `/${at}`));
});

it("keeps the last of very many", async () => {
  const kept: string[] = [];
  const passing = new Passing((url) => Promise.resolve(void kept.push(url)));
  for (let at = 0; at < 1000; at++) void passing.add(`/${at}`);
  await vi.advanceTimersByTimeAsync(1100);
  expect([kept.length, kept.at(-1)]).toEqual([600, "/999"]);
});

it("goes on after one that could not be kept, and begins anew later", async () => {
  const kept: string[] = [];
  const passing = new Passing((url) => (url === "/a" ? Promise.reject(new Error("Full")) : Promise.resolve(void kept.push(url))));
  void passing.add("/a");
  void passing.add("/b");
  await vi.advanceTimersByTimeAsync(1100);
  void passing.add("/c");
  await vi.advanceTimersByTimeAsync(1100);
  expect(kept).toEqual(["/b", "/c"]);
});

it("keeps nothing of whoever has gone", async () => {
  const kept: string[] = [];
  const passing = new Passing((url) => Promise.resolve(void kept.push(url)));
  void passing.add("/a");
  passing.forget();
  await vi.advanceTimersByTimeAsync(1100);
  expect(kept).toEqual([]);
});
