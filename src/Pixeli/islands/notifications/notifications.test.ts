import { describe, expect, it } from "vitest";
import { linkTo, pageOf, wordsOf, type Message } from "./message";
import { backOff } from "./socket";

const like = (count: number): Message => ({
  id: "1", verb: "LIKED", actor: { id: "2", username: "ana", name: "Ana Kovač" }, target_id: "3", target_type: "PHOTO", data: { count },
});

describe("a notification in words", () => {
  it("names who did it", () => expect(wordsOf(like(1))).toBe("Ana Kovač liked your photo"));
  it("counts the others", () => expect(wordsOf(like(12))).toBe("Ana Kovač and 11 others liked your photo"));
  it("says so when one other did", () => expect(wordsOf(like(2))).toBe("Ana Kovač and 1 other liked your photo"));
  it("opens through the inbox", () => expect(linkTo(like(1))).toBe("/inbox/1"));
  it("opens at the comments", () => expect(linkTo({ ...like(1), verb: "COMMENTED" })).toBe("/inbox/1#comments"));
  it("leads to what it tells of", () => expect(pageOf(like(1))).toBe("/p/3"));
});

describe("waiting for the next try", () => {
  it("doubles up to a minute", () => expect([0, 1, 2, 10].map((failures) => backOff(failures, 1))).toEqual([1000, 2000, 4000, 60_000]));
  it("is spread", () => expect(backOff(3, 0)).toBe(4000));
});
