import { describe, expect, it } from "vitest";
import { msOfDay } from "./dates";
import { layOut, type Measures } from "./layout";
import { marksOf, positionByKey, unitOf } from "./scrubber-marks";

const measures: Measures = { arrangement: "rows", width: 1000, rowHeight: 200, columns: 5, gap: 4, headingHeight: 48, dayWidth: 200, dayGap: 12 };
const start = Date.UTC(2026, 4, 12);

/** Photos so many milliseconds apart, on a track of 600 pixels. */
function marks(count: number, apart: number): ReturnType<typeof marksOf> {
  const localAt = (at: number): number => start + at * apart;
  const layout = layOut({ count, stepAt: () => 36, dayAt: (at) => Math.floor(localAt(at) / msOfDay) }, measures);
  return marksOf(layout, localAt, 900, 600);
}

describe("the marks of the track", () => {
  it("are of a size that goes with the time between the first photo and the last", () => {
    expect([1, 2, 30, 200, 4000].map(unitOf)).toEqual(["hour", "hour", "day", "month", "year"]);
  });

  it("say the hours of an evening, the days of a trip, the months of a year", () => {
    expect(marks(2000, 10_000)[0]).toEqual({ at: expect.any(Number) as number, label: "00:00" });
    expect(marks(2000, msOfDay / 100).slice(0, 2).map(({ label }) => label)).toEqual(["12 May", "13 May"]);
    expect(marks(2000, msOfDay / 8).slice(0, 2).map(({ label }) => label)).toEqual(["May", "Jun"]);
  });

  it("stay on the track, in order, with room between what is written", () => {
    const all = marks(9000, msOfDay / 50);
    expect(all.every(({ at }) => at >= 0 && at <= 1)).toBe(true);
    const written = all.filter(({ label }) => label !== "").map(({ at }) => at * 600);
    written.slice(1).forEach((y, at) => expect(y - written[at]!).toBeGreaterThanOrEqual(24));
    expect(all.map(({ at }) => at)).toEqual(all.map(({ at }) => at).sort((a, b) => a - b));
  });

  it("are none of an empty gallery", () => expect(marks(0, 1)).toEqual([]));
});

describe("a key on the track", () => {
  const days = [{ at: 0, label: "a" }, { at: 0.25, label: "b" }, { at: 0.5, label: "" }];

  it("leads to the mark before or after, and beyond them to the ends", () => {
    expect(positionByKey("ArrowDown", 0, days)).toBe(0.25);
    expect(positionByKey("ArrowDown", 0.6, days)).toBe(1);
    expect(positionByKey("ArrowUp", 0.25, days)).toBe(0);
    expect(positionByKey("Home", 0.7, days)).toBe(0);
    expect(positionByKey("End", 0.7, days)).toBe(1);
    expect(positionByKey("PageDown", 0.95, days)).toBe(1);
    expect(positionByKey("Tab", 0.7, days)).toBeNull();
  });
});
