import { describe, expect, it } from "vitest";
import { neighbourByKey } from "./arrows";
import { layOut } from "./layout";

// Seven squares of one day, five in a row, then two of another.
const days = [1, 1, 1, 1, 1, 1, 1, 2, 2];
const layout = layOut(
  { count: days.length, stepAt: () => 24, dayAt: (at: number) => days[at]! },
  { arrangement: "grid", width: 1000, rowHeight: 200, columns: 5, gap: 0, headingHeight: 48, dayWidth: 200, dayGap: 0 },
);
const centreOf = (at: number): number => (at < 7 ? (at % 5) * 200 + 100 : (at - 7) * 200 + 100);
const to = (key: string, at: number): number => neighbourByKey(key, at, days.length, layout, centreOf);

describe("keys in a gallery", () => {
  it("lead to the photo beside, and not beyond the ends", () => {
    expect([to("ArrowRight", 0), to("ArrowLeft", 6), to("ArrowLeft", 0), to("ArrowRight", 8)]).toEqual([1, 5, -1, -1]);
  });

  it("lead to the nearest in the next row, and over to the next day", () => {
    expect([to("ArrowDown", 1), to("ArrowDown", 4), to("ArrowUp", 6), to("ArrowDown", 6), to("ArrowUp", 8), to("ArrowUp", 2)]).toEqual([6, 6, 1, 8, 6, -1]);
  });

  it("lead to the first and the last", () => {
    expect([to("Home", 5), to("End", 0)]).toEqual([0, 8]);
  });
});
