import { describe, expect, it } from "vitest";
import { afterSwipe, clamp, fit, fitted, isPulledAway, mostScale, stretch, zoomAt } from "./zoom";

const sizes = fit(1.5, 390, 844);

describe("a picture on the stage", () => {
  it("is as large as there is room", () => {
    expect(fit(1.5, 390, 844)).toMatchObject({ width: 390, height: 260 });
    expect(fit(0.5, 1440, 900)).toMatchObject({ width: 450, height: 900 });
  });

  it("keeps the point under the fingers when it grows", () => {
    const view = zoomAt(fitted, 3, { x: 60, y: -40 });
    expect(view).toEqual({ scale: 3, x: -120, y: 80 });
    expect(zoomAt(view, 1, { x: 60, y: -40 })).toEqual(fitted);
  });

  it("never shows what is beyond its edges", () => {
    expect(clamp({ scale: 2, x: 999, y: 999 }, sizes, 4)).toEqual({ scale: 2, x: 195, y: 0 });
    expect(clamp({ scale: 0.4, x: 30, y: 30 }, sizes, 4)).toEqual(fitted);
    expect(clamp({ scale: 9, x: 0, y: 0 }, sizes, 4).scale).toBe(4);
  });

  it("gives way beyond its edges like rubber", () => {
    expect(stretch(50, 100)).toBe(50);
    expect(stretch(-200, 100)).toBe(-135);
  });

  it("grows as far as its original has something to show", () => {
    expect(mostScale(6000, 390, 2)).toBeCloseTo(11.5, 1);
    expect(mostScale(300, 390, 2)).toBe(3);
  });
});

describe("a finger that lets go", () => {
  it("turns to the next photo after a third of the way, or a flick", () => {
    expect(afterSwipe(-140, 0, 390)).toBe(1);
    expect(afterSwipe(-40, -0.6, 390)).toBe(1);
    expect(afterSwipe(140, 0, 390)).toBe(-1);
  });

  it("stays when it went little, or back again", () => {
    expect(afterSwipe(-80, -0.1, 390)).toBe(0);
    expect(afterSwipe(-80, 0.9, 390)).toBe(0);
  });

  it("puts the photo away by pulling it down only", () => {
    expect(isPulledAway(200, 0, 844)).toBe(true);
    expect(isPulledAway(40, 0.9, 844)).toBe(true);
    expect(isPulledAway(-200, -1, 844)).toBe(false);
    expect(isPulledAway(60, 0.1, 844)).toBe(false);
  });
});
