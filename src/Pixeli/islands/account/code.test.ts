import { expect, it } from "vitest";
import { codeIn } from "./code";

it.each([
  ["123456", "123456"],
  [" 123 456\n", "123456"],
  ["123-456", "123456"],
  ["12345", null],
  ["1234567", null],
  ["12345a", null],
  ["", null],
])("finds the code in %j", (typed, code) => expect(codeIn(typed)).toBe(code));
