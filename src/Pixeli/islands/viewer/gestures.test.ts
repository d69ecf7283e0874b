import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { Gestures, type Touched } from "./gestures";

class Glass extends EventTarget {
  setPointerCapture(): void {}

  getBoundingClientRect(): object {
    return { left: 0, top: 0, width: 0, height: 0 };
  }

  touch(type: string, timeStamp: number): void {
    const event = new Event(type);
    for (const [name, value] of Object.entries({ button: 0, pointerId: 1, clientX: 10, clientY: 20, timeStamp })) Object.defineProperty(event, name, { value });
    this.dispatchEvent(event);
  }

  /** A finger touches, and the page hears of it now. */
  tap(at: number): void {
    this.touch("pointerdown", at);
    this.touch("pointerup", at + 30);
  }
}

describe("fingers on the stage", () => {
  let told: string[];
  let glass: Glass;

  beforeEach(() => {
    vi.useFakeTimers();
    told = [];
    glass = new Glass();
    const touched = new Proxy({}, { get: (_, name) => () => told.push(String(name)) }) as Touched;
    new Gestures(glass as unknown as HTMLElement, touched);
  });

  afterEach(() => vi.useRealTimers());

  it("tap once when no second tap follows", () => {
    glass.tap(0);
    expect(told).toEqual([]);
    vi.runAllTimers();
    expect(told).toEqual(["tap"]);
  });

  it("tap twice", () => {
    glass.tap(0);
    glass.tap(100);
    vi.runAllTimers();
    expect(told).toEqual(["doubleTap"]);
  });

  it("tap twice when the page hears late of the second, and what was told too early is taken back", () => {
    glass.tap(0);
    vi.runAllTimers();
    glass.tap(100);
    vi.runAllTimers();
    expect(told).toEqual(["tap", "untap", "doubleTap"]);
  });

  it("tap once, and once more, when there is time between", () => {
    glass.tap(0);
    vi.runAllTimers();
    glass.tap(400);
    vi.runAllTimers();
    expect(told).toEqual(["tap", "tap"]);
  });
});
