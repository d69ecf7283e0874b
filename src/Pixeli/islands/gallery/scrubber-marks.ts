import { briefDayOfYear, month, msOfDay, time } from "./dates";
import type { Layout } from "./layout";

export interface Mark {
  /** Where on the track, from 0 to 1. */
  at: number;
  /** Empty for a mere dot. */
  label: string;
}

type Unit = "year" | "month" | "day" | "hour";

const labelSpace = 24; // pixels that a label takes on the track
const dotSpace = 7;

/** What a track is marked in: so that there are some marks, and not hundreds. */
export function unitOf(days: number): Unit {
  return days > 540 ? "year" : days > 45 ? "month" : days > 2 ? "day" : "hour";
}

function keyOf(unit: Unit, local: number): number {
  const date = new Date(local);
  if (unit === "year") return date.getUTCFullYear();
  if (unit === "month") return date.getUTCFullYear() * 12 + date.getUTCMonth();
  return Math.floor(local / (unit === "day" ? msOfDay : 3_600_000));
}

function labelOf(unit: Unit, local: number): string {
  if (unit === "year") return String(new Date(local).getUTCFullYear());
  if (unit === "month") return month(local);
  return unit === "day" ? briefDayOfYear(local) : time(local - (local % 3_600_000));
}

/** The marks of a track of so many pixels: where years, months, days or hours begin, as far as there is room to say so. */
export function marksOf({ sections, height }: Layout, localAt: (at: number) => number, viewport: number, track: number): Mark[] {
  const reach = Math.max(1, height - viewport);
  const first = sections[0];
  const last = sections.at(-1);
  if (!first || !last) return [];
  const unit = unitOf(Math.abs(last.day - first.day) + 1);
  const marks: Mark[] = [];
  let key = NaN;
  let labelled = -Infinity;
  let dotted = -Infinity;
  for (const { rows } of sections) {
    for (const row of rows) {
      const local = localAt(row.first);
      const next = keyOf(unit, local);
      if (next === key) continue;
      key = next;
      const at = Math.min(1, row.top / reach);
      const y = at * track;
      if (y - labelled >= labelSpace) {
        marks.push({ at, label: labelOf(unit, local) });
        labelled = dotted = y;
      } else if (y - dotted >= dotSpace) {
        marks.push({ at, label: "" });
        dotted = y;
      }
    }
  }
  return marks;
}

/** Where a key leads on the track: to the mark before or after, a tenth on, or to an end. Null for other keys. */
export function positionByKey(key: string, at: number, marks: readonly Mark[]): number | null {
  const least = 0.0005; // so that a mark that was reached is left again
  switch (key) {
    case "Home": return 0;
    case "End": return 1;
    case "PageUp": return Math.max(0, at - 0.1);
    case "PageDown": return Math.min(1, at + 0.1);
    case "ArrowUp":
    case "ArrowLeft": return marks.findLast((mark) => mark.at < at - least)?.at ?? 0;
    case "ArrowDown":
    case "ArrowRight": return marks.find((mark) => mark.at > at + least)?.at ?? 1;
    default: return null;
  }
}
