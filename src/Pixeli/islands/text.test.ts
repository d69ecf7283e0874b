import { expect, it } from "vitest";
import { fill, plural } from "./text";

const files = { one: "{count} file by {name}", other: "{count} files by {name}" };

it("fills placeholders and leaves what it does not know", () => {
  expect(fill("{a} of {b}, {c}", { a: 1, b: "two" })).toBe("1 of two, {c}");
});

it("does not take a value for a placeholder", () => {
  expect(fill("{a} {b}", { a: "{b}", b: "x" })).toBe("{b} x");
});

it("chooses the form by the number and writes it the language's way", () => {
  expect(plural(files, 1, { name: "Ana" })).toBe("1 file by Ana");
  expect(plural(files, 12345, { name: "Ana" })).toBe("12,345 files by Ana");
});
