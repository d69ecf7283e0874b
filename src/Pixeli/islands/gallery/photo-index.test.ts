import { describe, expect, it } from "vitest";
import { may, recordOf, tileOf, type PhotoRecord } from "./photo";
import { PhotoIndex, recordBytes } from "./photo-index";
import { nextOf } from "./pages";

const id = (number: number): string => `019dcdb1-1e00-7d5c-8000-${number.toString(16).padStart(12, "0")}`;
const record = (number: number, instant: number): PhotoRecord => ({ id: id(number), instant, quarters: 8, step: 32, flags: 2 | may.edit, colour: 0x123456 });

describe("the index of a gallery's photos", () => {
  it("reads the records that the server sends", () => {
    // 16 bytes the id, 6 the milliseconds, 1 the clock, 1 the shape, 1 the flags, 3 the colour
    const bytes = new Uint8Array(recordBytes);
    bytes.set([0x01, 0x9d, 0xcd, 0xb1, 0x1e, 0x00, 0x7d, 0x5c, 0x80, 0, 0, 0, 0, 0, 0x12, 0x34]);
    bytes.set([0x01, 0x9e, 0x1c, 0x5a, 0x48, 0x00, 0xf0, 18, 0b111110, 0x56, 0x34, 0x12], 16);
    const index = new PhotoIndex(bytes);
    expect(index.count).toBe(1);
    expect(index.recordAt(0)).toEqual({
      id: "019dcdb1-1e00-7d5c-8000-000000001234",
      instant: 0x019e1c5a4800,
      quarters: -16,
      step: 18,
      flags: 2 | may.edit | may.delete | may.share | may.hasColour,
      colour: 0x123456,
    });
    expect(index.localAt(0)).toBe(0x019e1c5a4800 - 4 * 3_600_000);
  });

  it("keeps photos from before 1970", () => {
    expect(PhotoIndex.of([record(1, -86_400_001)]).instantAt(0)).toBe(-86_400_001);
  });

  it("finds photos by id, and puts them in and takes them out in order", () => {
    const index = PhotoIndex.of([record(1, 1000), record(2, 3000)]);
    for (let number = 3; number < 100; number++) {
      const added = record(number, 2000);
      index.insert(index.placeOf(added, false), added);
    }
    expect(index.count).toBe(99);
    expect(index.indexOf(id(2))).toBe(98);
    expect(index.indexOf(id(3))).toBe(1); // of the same time by id
    index.remove(1);
    expect(index.indexOf(id(3))).toBe(-1);
    expect(index.indexOf(id(4))).toBe(1);
    expect(index.recordAt(97)).toEqual(record(2, 3000));
    expect(index.indexOf("nonsense")).toBe(-1);
  });

  it("knows the place among the newest first", () => {
    const index = PhotoIndex.of([record(9, 3000), record(8, 2000), record(7, 2000), record(1, 1000)]);
    expect(index.placeOf(record(5, 4000), true)).toBe(0);
    expect(index.placeOf(record(10, 2000), true)).toBe(1);
    expect(index.placeOf(record(5, 2000), true)).toBe(3);
    expect(index.placeOf(record(5, 10), true)).toBe(4);
  });

  it("tells days by the clock of the place", () => {
    const late = recordOf({
      id: id(1), timestamp: "2026-05-12T23:30:00Z", utc_offset: 120, photographer: { name: "Ana" }, thumbnail_url: null, width: 3, height: 2, status: "CO", placeholder: null,
    });
    expect(PhotoIndex.of([late]).dayAt(0)).toBe(Date.UTC(2026, 4, 13) / 86_400_000);
  });
});

it("says what a photo is, by the clock of the place", () => {
  const { alt } = tileOf({
    id: id(1), timestamp: "2026-05-12T23:30:00Z", utc_offset: 120, photographer: { name: "Ana" }, thumbnail_url: null, width: 3, height: 2, status: "CO", placeholder: null,
  });
  expect(alt).toBe("Photo by Ana, 13 May 2026, 01:30");
});

it("reads where the next page is", () => {
  expect(nextOf('<https://site.example/events/1/photos/?limit=500&cursor=x>; rel="next"')).toBe("/events/1/photos/?limit=500&cursor=x");
  expect(nextOf(null)).toBeNull();
});
