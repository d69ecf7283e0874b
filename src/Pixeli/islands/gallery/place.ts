import { rowAt, rowOf, type Layout } from "./layout";
import type { PhotoIndex } from "./photo-index";

/** Photos in view, and how far below the window's upper edge their rows began. Several, since the first may go. */
export type Place = readonly { id: string; offset: number }[];

const most = 4;

export function placeAt(layout: Layout, index: PhotoIndex, top: number, covered: number): Place {
  const place = [];
  for (let row = rowAt(layout, top + covered); row && place.length < most; row = rowOf(layout, row.end)) place.push({ id: index.idAt(row.first), offset: row.top - top });
  return place;
}

/** How far down the gallery must be scrolled for a place to be where it was; null when none of its photos is left. */
export function topOf(place: Place, layout: Layout, indexOf: (id: string) => number): number | null {
  for (const { id, offset } of place) {
    const at = indexOf(id);
    const row = at < 0 ? undefined : rowOf(layout, at);
    if (row) return row.top - offset;
  }
  return null;
}

interface Memory {
  key: string;
  height: number;
  place: Place;
}

/** Keeps a place with the history's entry, so that going back, or loading the page anew, leads there. */
export function remember(memory: Memory): void {
  history.replaceState({ ...(history.state as object | null), gallery: memory }, "");
}

export function remembered(key: string): Memory | null {
  const memory = (history.state as { gallery?: Memory } | null)?.gallery;
  return memory?.key === key ? memory : null;
}
