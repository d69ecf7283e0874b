import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { WirePhoto } from "../gallery/photo";
import { EventOrder } from "./event-order";

const wire = (number: number): WirePhoto => ({
  id: `p${number}`, timestamp: "2026-05-12T08:00:00Z", photographer: { name: "Ana" }, thumbnail_url: null, width: 3, height: 2, status: "CO", placeholder: null,
});
const event = (name: string, id: string): Event => Object.assign(new Event(name), { detail: { id } });
const until = (what: () => boolean): Promise<void> => vi.waitFor(() => expect(what()).toBe(true));

/** An event of a hundred photos, of which a page was opened at the 50th. The cursor is the number of a photo. */
function order(): EventOrder {
  return new EventOrder("e", false, wire(50), "50", () => undefined);
}

beforeEach(() => {
  const target = new EventTarget();
  vi.stubGlobal("addEventListener", target.addEventListener.bind(target));
  vi.stubGlobal("removeEventListener", target.removeEventListener.bind(target));
  vi.stubGlobal("dispatchEvent", target.dispatchEvent.bind(target));
  vi.stubGlobal("location", { origin: "https://site.example" });
  vi.stubGlobal("fetch", async (path: string) => {
    const { searchParams } = new URL(path, "https://site.example");
    const [from, step] = [Number(searchParams.get("cursor")), searchParams.get("sort") ? -1 : 1];
    const numbers = Array.from({ length: Number(searchParams.get("limit")) }, (_, index) => from + step * (index + 1)).filter((at) => at >= 0 && at < 100);
    searchParams.set("cursor", String(numbers.at(-1)));
    const hasMore = numbers.length > 0 && numbers.at(-1)! > 0 && numbers.at(-1)! < 99;
    return new Response(JSON.stringify(numbers.map(wire)), { headers: hasMore ? { Link: `<https://site.example/events/e/photos/?${searchParams}>; rel="next"` } : {} });
  });
});

afterEach(() => vi.unstubAllGlobals());

describe("the photos around one of them", () => {
  it("are known both ways once they are asked for", async () => {
    const photos = order();
    expect(photos.neighbours("p50")).toEqual({ previous: null, next: null });
    await photos.grow();
    expect(photos.neighbours("p50")).toEqual({ previous: "p49", next: "p51" });
  });

  it("grow before their end is reached, to the very last", async () => {
    const photos = order();
    await photos.grow();
    let id = "p50";
    while (id !== "p99") {
      await until(() => photos.neighbours(id).next !== null);
      id = photos.neighbours(id).next!;
    }
    expect(photos.neighbours("p99")).toEqual({ previous: "p98", next: null });
  });

  it("close up when one goes, and open again when it comes back", async () => {
    const photos = order();
    await photos.grow();
    dispatchEvent(event("pixeli:photo-removed", "p51"));
    expect(photos.neighbours("p50").next).toBe("p52");
    dispatchEvent(event("pixeli:photo-restored", "p51"));
    expect(photos.neighbours("p50").next).toBe("p51");
    expect(photos.neighbours("p52").previous).toBe("p51");
  });
});
