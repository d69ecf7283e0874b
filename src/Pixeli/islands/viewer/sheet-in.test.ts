import { expect, it } from "vitest";
import { sheetIn } from "./sheet-in";

it.each([
  ["#comments", "comments"], ["#c-01a2", "comments"], ["#share", "share"], ["#likes", "likes"], ["#details", null], ["", null],
] as const)("%s opens %s", (hash, sheet) => expect(sheetIn(hash)).toBe(sheet));
