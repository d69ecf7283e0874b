import { describe, expect, it } from "vitest";
import { blocksBetween, layOut, ratioStep, type Shaped } from "./layout";

const measures = { width: 1000, rowHeight: 200, gap: 4, headingHeight: 48, dayWidth: 200, dayGap: 12 };
const photos = (count: number, ratio = 1.5, day = "Monday"): Shaped[] => Array.from({ length: count }, () => ({ ratio, day }));

describe("justified rows", () => {
  it("fill the whole width, and are never lower than asked", () => {
    const { blocks } = layOut(photos(20), measures);
    const rows = blocks.filter((block) => block.kind === "row");
    for (const row of rows.slice(0, -1)) {
      const count = row.end - row.first;
      expect(count * 1.5 * row.height + (count - 1) * 4).toBeCloseTo(1000, 6);
      expect(row.height).toBeGreaterThanOrEqual(200);
    }
  });

  it("leave the last row of a day at the least height", () => {
    const { blocks } = layOut(photos(4), measures);
    expect(blocks.at(-1)).toMatchObject({ kind: "row", first: 3, end: 4, height: 200 });
  });

  it("begin with a heading for each day", () => {
    const { blocks } = layOut([...photos(4), ...photos(4, 1.5, "Tuesday")], measures);
    expect(blocks.map(({ kind }) => kind)).toEqual(["heading", "row", "row", "heading", "row", "row"]);
    expect(blocks[3]!.top).toBe(blocks[2]!.top + 204);
  });

  it("put short days beside each other while they fit", () => {
    const days = ["Monday", "Tuesday", "Wednesday", "Thursday"].flatMap((day) => photos(1, 1.5, day));
    const rows = layOut(days, measures).blocks.filter(({ kind }) => kind === "row");
    expect(rows.map(({ left, top }) => [left, top])).toEqual([[0, 48], [316, 48], [632, 48], [0, 300]]);
  });

  it("shrink a panorama to the width", () => {
    const { blocks } = layOut([{ ratio: 8, day: "Monday" }], measures);
    expect(blocks[1]).toMatchObject({ height: 125 });
  });

  it("hold every photo exactly once, in order", () => {
    const mixed = Array.from({ length: 500 }, (_, index) => ({ ratio: 0.5 + ((index * 7) % 13) / 6, day: `day ${index >> 6}` }));
    const rows = layOut(mixed, measures).blocks.filter((block) => block.kind === "row");
    expect(rows.flatMap(({ first, end }) => mixed.slice(first, end))).toEqual(mixed);
  });

  it("are found by where they are", () => {
    const layout = layOut(photos(3000), measures);
    const [start, end] = blocksBetween(layout, 10_000, 11_000);
    expect(layout.blocks[start]!.until).toBeGreaterThanOrEqual(10_000);
    expect(layout.blocks[end - 1]!.top).toBeLessThanOrEqual(11_000);
    expect(end - start).toBeLessThan(10);
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
