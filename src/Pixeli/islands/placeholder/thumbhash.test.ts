import { describe, expect, it } from "vitest";
import { decodeThumbHash } from "./thumbhash";

/** A header alone: constants of the three channels, no alpha, given terms. */
function flat(l: number, p: number, q: number, terms = 7, isLandscape = true): Uint8Array {
  const header = l | (p << 6) | (q << 12);
  const shape = terms | (isLandscape ? 1 << 15 : 0);
  return Uint8Array.of(header & 255, (header >> 8) & 255, header >> 16, shape & 255, shape >> 8, ...new Array<number>(20).fill(0x88));
}

describe("a ThumbHash", () => {
  it("without details is one colour", () => {
    const { rgba } = decodeThumbHash(flat(63, 31, 31));
    expect(rgba[0]).toBeGreaterThan(245);
    expect(rgba[2]).toBeGreaterThan(245);
    expect([...rgba.slice(0, 4)]).toEqual([...rgba.slice(-4)]);
    expect(rgba[3]).toBe(255);
  });

  it("keeps the picture's shape", () => {
    expect(decodeThumbHash(flat(30, 31, 31, 4))).toMatchObject({ width: 32, height: 18 });
    expect(decodeThumbHash(flat(30, 31, 31, 4, false))).toMatchObject({ width: 18, height: 32 });
  });

  it("decodes the published example as its reference does", () => {
    const sunset = Uint8Array.from(atob("1QcSHQRnh493V4dIh4eXh1h4kJUI"), (c) => c.charCodeAt(0));
    const { width, height, rgba } = decodeThumbHash(sunset);
    expect([width, height]).toEqual([23, 32]);
    expect([...rgba.slice(0, 3)].every((value) => value > 0 && value < 255)).toBe(true);
  });

  it("that is cut short still draws", () => {
    expect(decodeThumbHash(Uint8Array.of(1, 2)).rgba.length).toBeGreaterThan(0);
  });
});
