import { describe, expect, it } from "vitest";
import { fromWire, type WirePhoto } from "./photo";
import { nextOf, Photos } from "./photos";

const wire = (id: string, timestamp: string): WirePhoto => ({
  id, timestamp, photographer: { name: "Ana" }, thumbnail_url: null, width: 3, height: 2, status: "CO", placeholder: null,
});
const photo = (id: string, timestamp: string) => fromWire(wire(id, timestamp));

describe("a photo that arrives", () => {
  const morning = photo("a", "2026-05-12T08:00:00Z");
  const evening = photo("b", "2026-05-12T20:00:00Z");

  it("takes its place by the time it was taken", () => {
    const photos = new Photos([morning, evening], null, false);
    photos.put(photo("c", "2026-05-12T12:00:00Z"));
    expect(photos.items.map(({ id }) => id)).toEqual(["a", "c", "b"]);
  });

  it("replaces itself", () => {
    const photos = new Photos([evening, morning], null, true);
    photos.put({ ...morning, status: "FA" });
    expect(photos.items.map(({ id, status }) => id + status)).toEqual(["bCO", "aFA"]);
  });

  it("is left to its page when that is not loaded yet", () => {
    const photos = new Photos([morning], "/next", false);
    expect(photos.put(evening)).toBe(false);
  });
});

it("says when it was taken by the clock of the place", () => {
  const late = fromWire({ ...wire("a", "2026-05-12T23:30:00Z"), utc_offset: 120 });
  expect([late.day, late.alt]).toEqual(["Wed 13 May 2026", "Photo by Ana, 13 May 2026, 01:30"]);
});

it("reads where the next page is", () => {
  expect(nextOf('<https://site.example/events/1/photos/?limit=500&cursor=x>; rel="next"')).toBe("/events/1/photos/?limit=500&cursor=x");
  expect(nextOf(null)).toBeNull();
});
