import { describe, expect, it } from "vitest";
import { withFilter } from "./suggestions";

function form(fields: Record<string, string>): FormData {
  const data = new FormData();
  for (const [name, value] of Object.entries(fields)) data.append(name, value);
  return data;
}

describe("a suggestion that is taken", () => {
  it("takes the place of the words", () =>
    expect(withFilter(form({ q: "sum", tags: " " }), { field: "event", value: "1" }).toString()).toBe("event=1"));
  it("joins the tags that are set, once", () =>
    expect(withFilter(form({ tags: "sea, sun" }), { field: "tags", value: "sea" }).get("tags")).toBe("sun,sea"));
  it("keeps the other filters", () =>
    expect(withFilter(form({ q: "ana", mine: "1", date_from: "2026-05-12" }), { field: "tagged", value: "ana" }).toString()).toBe(
      "mine=1&date_from=2026-05-12&tagged=ana",
    ));
  it("says the event once", () =>
    expect(withFilter(form({ event_name: "sum" }), { field: "event", value: "1" }).toString()).toBe("event=1"));
});
