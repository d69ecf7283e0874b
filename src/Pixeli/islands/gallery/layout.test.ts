import { describe, expect, it } from "vitest";
import { layOut, ratioStep, rowAt, rowOf, visible, type Measures, type Shapes } from "./layout";

const rows: Measures = { arrangement: "rows", width: 1000, rowHeight: 200, columns: 5, gap: 4, headingHeight: 48, dayWidth: 200, dayGap: 12 };
const grid: Measures = { ...rows, arrangement: "grid" };

interface Shape {
  step: number;
  day: number;
}

const photos = (count: number, step = 36, day = 1): Shape[] => Array.from({ length: count }, () => ({ step, day }));
const shapes = (list: Shape[]): Shapes => ({ count: list.length, stepAt: (at) => list[at]!.step, dayAt: (at) => list[at]!.day });
const mixed = Array.from({ length: 500 }, (_, at) => ({ step: 12 + ((at * 7) % 40), day: at >> 6 }));

describe("justified rows", () => {
  it("fill the whole width, and are never lower than asked", () => {
    const [section] = layOut(shapes(photos(20)), rows).sections;
    for (const { first, end, height } of section!.rows.slice(0, -1)) {
      expect((end - first) * 1.5 * height + (end - first - 1) * 4).toBeCloseTo(1000, 6);
      expect(height).toBeGreaterThanOrEqual(200);
    }
  });

  it("leave the last row of a day at the least height", () => {
    expect(layOut(shapes(photos(4)), rows).sections[0]!.rows.at(-1)).toMatchObject({ first: 3, end: 4, height: 200 });
  });

  it("begin anew with each day", () => {
    const { sections } = layOut(shapes([...photos(4), ...photos(4, 36, 2)]), rows);
    expect(sections.map(({ day, first, end }) => [day, first, end])).toEqual([[1, 0, 4], [2, 4, 8]]);
    expect(sections[1]!.top).toBe(sections[0]!.rows.at(-1)!.top + 204);
  });

  it("put short days beside each other while they fit", () => {
    const { sections } = layOut(shapes([1, 2, 3, 4].flatMap((day) => photos(1, 36, day))), rows);
    expect(sections.map(({ left, top }) => [left, top])).toEqual([[0, 0], [312, 0], [624, 0], [0, 252]]);
  });

  it("leave no day out that just fits", () => {
    const { sections } = layOut(shapes([1, 2, 3].flatMap((day) => photos(1, 36, day))), { ...rows, width: 924 });
    expect(sections.map(({ left, top }) => [left, top])).toEqual([[0, 0], [312, 0], [624, 0]]);
  });

  it("shrink a panorama to the width", () => {
    expect(layOut(shapes([{ step: 192, day: 1 }]), rows).sections[0]!.rows[0]).toMatchObject({ height: 125 });
  });
});

describe("the square grid", () => {
  it("has so many columns, and breaks at each day", () => {
    const { sections, height } = layOut(shapes([...photos(7), ...photos(2, 20, 2)]), grid);
    expect(sections.map((section) => section.rows.map(({ first, end }) => [first, end]))).toEqual([[[0, 5], [5, 7]], [[7, 9]]]);
    expect(sections[0]!.rows[0]!.height).toBeCloseTo((1000 - 16) / 5, 9);
    expect(height).toBeCloseTo(2 * 48 + 3 * ((1000 - 16) / 5 + 4), 9);
  });

  it("puts short days beside each other while there are columns for them", () => {
    const { sections } = layOut(shapes([2, 3, 1, 5, 1].flatMap((count, day) => photos(count, 36, day))), grid);
    const side = (1000 - 16) / 5;
    expect(sections.map(({ left }) => Math.round(left))).toEqual([0, Math.round(2 * (side + 4)), 0, 0, 0]);
    expect(sections.map(({ top }) => Math.round(top / (48 + side + 4)))).toEqual([0, 0, 1, 2, 3]);
    expect(sections[1]!.width).toBeCloseTo(3 * side + 8, 9);
  });
});

describe.each([rows, grid])("a layout in $arrangement", (measures) => {
  const layout = layOut(shapes(mixed), measures);

  it("holds every photo exactly once, in order", () => {
    const held = layout.sections.flatMap((section) => section.rows.flatMap(({ first, end }) => Array.from({ length: end - first }, (_, at) => first + at)));
    expect(held).toEqual(mixed.map((_, at) => at));
  });

  it("finds what is in view, and nothing far from it", () => {
    const [from, to] = [layout.height / 2, layout.height / 2 + 900];
    const seen = visible(layout, from, to).flatMap((part) => part.rows);
    expect(seen.length).toBeGreaterThan(2);
    expect(seen.every(({ top, height }) => top + height > from && top <= to)).toBe(true);
    const all = layout.sections.flatMap((section) => section.rows).filter(({ top, height }) => top + height > from && top <= to);
    expect(seen).toEqual(all);
  });

  it("finds the row of a photo and of a height", () => {
    for (const at of [0, 63, 64, 250, 499]) {
      const row = rowOf(layout, at)!;
      expect(at >= row.first && at < row.end).toBe(true);
      expect(rowAt(layout, row.top + 1)!.top).toBe(row.top);
    }
    expect(rowOf(layout, 500)).toBeUndefined();
    expect(rowOf(layout, -1)).toBeUndefined();
  });
});


describe("the ratio step", () => {
  it("is exact for the usual shapes", () => {
    expect([ratioStep(6000, 4000), ratioStep(4000, 3000), ratioStep(3000, 4000)]).toEqual([36, 32, 18]);
  });

  it("stays within what the style sheet knows", () => {
    expect([ratioStep(10_000, 100), ratioStep(100, 10_000), ratioStep(0, 0)]).toEqual([72, 10, 36]);
  });
});
