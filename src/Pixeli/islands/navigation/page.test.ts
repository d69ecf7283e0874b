import { expect, it } from "vitest";
import { isOfBuild } from "./page";

const ours = "/built/en/pixeli.a1b2c3.js";

it.each([
  ["/built/en/pixeli.a1b2c3.js", true],
  ["/built/en/pixeli.js", true],
  ["/built/en/pixeli.d4e5f6.js", false],
  ["/built/de/pixeli.js", false],
  [undefined, false],
])("knows whether a page with %s is of its build", (theirs, is) => expect(isOfBuild(theirs, ours)).toBe(is));
