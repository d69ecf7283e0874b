import { expect, it } from "vitest";
import { initials } from "./initials";

it("takes the first letters of two words, whole as people see them", () => {
  expect([initials("Ana Kovač"), initials("Sofia Theresa von Hohenstein"), initials("Lea"), initials("👩‍🎤 Z"), initials("")]).toEqual(["AK", "ST", "L", "👩‍🎤Z", ""]);
});
