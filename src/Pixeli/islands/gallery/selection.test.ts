import { describe, expect, it } from "vitest";
import { Selection } from "./selection";

const order = { indexOf: (id: string) => Number(id), idAt: (at: number) => String(at) };
const make = (): { selection: Selection; changes: () => number } => {
  let changes = 0;
  return { selection: new Selection(() => changes++), changes: () => changes };
};

describe("choosing photos", () => {
  it("goes on from where the last choice was made, either way", () => {
    const { selection } = make();
    selection.toggle("5");
    selection.extendTo("7", order);
    selection.extendTo("4", order);
    expect([...selection.ids].sort()).toEqual(["4", "5", "6", "7"]);
  });

  it("begins a range with its first photo", () => {
    const { selection } = make();
    selection.extendTo("3", order);
    selection.extendTo("5", order);
    expect(selection.ids).toEqual(["3", "4", "5"]);
  });

  it("takes a day, and lets it go when all of it was chosen", () => {
    const { selection } = make();
    selection.toggle("1");
    selection.toggleRange(0, 3, order);
    expect(selection.size).toBe(3);
    selection.toggleRange(0, 3, order);
    expect(selection.size).toBe(0);
  });

  it("lets go of what is no longer there", () => {
    const { selection, changes } = make();
    selection.addRange(0, 3, order);
    selection.keepOnly(new Set([order.idAt(0), order.idAt(2)]));
    selection.keepOnly(new Set([order.idAt(0), order.idAt(2)]));
    expect(selection.ids).toEqual([order.idAt(0), order.idAt(2)]);
    expect(changes()).toBe(2);
  });

  it("forgets where ranges begin once nothing is chosen", () => {
    const { selection, changes } = make();
    selection.toggle("1");
    selection.clear();
    selection.clear();
    expect(changes()).toBe(2);
    selection.extendTo("9", order);
    expect(selection.ids).toEqual(["9"]);
  });
});
