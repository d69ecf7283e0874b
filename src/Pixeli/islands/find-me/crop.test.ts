import { expect, test } from "vitest";
import { boxIn, cropTo } from "./crop";

test("a face in the middle stays there", () => {
  const { x, y, face } = cropTo({ left: 0.4, top: 0.4, width: 0.2, height: 0.2 }, 1.5);
  expect(x).toBeCloseTo(0.5);
  expect(y).toBe(0.5);
  expect(face.left + face.width / 2).toBeCloseTo(0.5);
  expect(face.width).toBeCloseTo(0.3);
  expect(face.height).toBeCloseTo(0.2);
});

test("a face at the side is followed as far as the picture goes", () => {
  const { x, face } = cropTo({ left: 0.9, top: 0.4, width: 0.1, height: 0.2 }, 2);
  expect(x).toBe(1);
  expect(face.left + face.width).toBeCloseTo(1);
  expect(cropTo({ left: 0.6, top: 0.4, width: 0.1, height: 0.2 }, 2).face.left + 0.1).toBeCloseTo(0.5);
});

test("an upright picture moves up and down only", () => {
  const { x, y, face } = cropTo({ left: 0.2, top: 0.05, width: 0.3, height: 0.2 }, 0.75);
  expect(x).toBe(0.5);
  expect(y).toBe(0);
  expect(face.left).toBeCloseTo(0.2);
  expect(face.top).toBeCloseTo(0.0667, 3);
});

test("a box is read as it is written", () => {
  expect(boxIn("0.1 0.2 0.3 0.4")).toEqual({ left: 0.1, top: 0.2, width: 0.3, height: 0.4 });
});
