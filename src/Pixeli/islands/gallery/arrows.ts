import { rowOf, type Layout } from "./layout";

/** The photo that a key leads to: beside, the nearest in the row above or below, the first or the last. -1 when there is none. */
export function neighbourByKey(key: string, at: number, count: number, layout: Layout, centreOf: (at: number) => number): number {
  if (key === "Home") return 0;
  if (key === "End") return count - 1;
  if (key === "ArrowLeft") return at - 1;
  if (key === "ArrowRight") return at + 1 < count ? at + 1 : -1;
  const row = rowOf(layout, at);
  if (!row) return -1;
  const isUp = key === "ArrowUp";
  let candidate = isUp ? row.first - 1 : row.end;
  // Days beside each other are on one level: that is not up or down.
  for (let other = rowOf(layout, candidate); other && other.top === row.top; other = rowOf(layout, candidate)) candidate = isUp ? other.first - 1 : other.end;
  const level = rowOf(layout, candidate)?.top;
  if (candidate < 0 || candidate >= count || level === undefined) return -1;
  const wanted = centreOf(at);
  let best = candidate;
  for (let other = candidate; other >= 0 && other < count && rowOf(layout, other)?.top === level; other += isUp ? -1 : 1)
    if (Math.abs(centreOf(other) - wanted) < Math.abs(centreOf(best) - wanted)) best = other;
  return best;
}
