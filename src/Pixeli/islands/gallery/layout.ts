/** What the layout needs to know of the photos. */
export interface Shapes {
  readonly count: number;
  /** Width over height in 24ths. */
  stepAt(index: number): number;
  /** A number that differs from day to day. */
  dayAt(index: number): number;
}

export type Arrangement = "rows" | "grid";

export interface Measures {
  arrangement: Arrangement;
  width: number;
  /** Rows are at least this high, and then grow until they fill the width. */
  rowHeight: number;
  /** Squares beside each other in the grid. */
  columns: number;
  gap: number;
  headingHeight: number;
  /** A day is at least this wide, and this far from the next one beside it. */
  dayWidth: number;
  dayGap: number;
}

/** Photos beside each other. `top` counts from the gallery's beginning. */
export interface Row {
  first: number;
  end: number;
  top: number;
  height: number;
}

/** A day: its heading, and its rows below. */
export interface Section {
  day: number;
  first: number;
  end: number;
  left: number;
  top: number;
  width: number;
  height: number;
  rows: Row[];
}

export interface Layout {
  sections: Section[];
  height: number;
}

interface Fill extends Pick<Row, "first" | "end"> {
  ratios: number;
}

/** Lays out every photo by day. The same arithmetic as the style sheet's, so that taking over from the server moves nothing. */
export function layOut(photos: Shapes, measures: Measures): Layout {
  return measures.arrangement === "grid" ? grid(photos, measures) : justified(photos, measures);
}

/**
 * Justified rows: a row takes photos while they fit at the least height, then all of it grows to the full width; a day's last row
 * keeps the least height. Days of less than a row stand beside each other.
 */
function justified(photos: Shapes, measures: Measures): Layout {
  const { width, rowHeight, gap, headingHeight, dayWidth, dayGap } = measures;
  const sections: Section[] = [];
  let top = 0;
  let right = Infinity; // where the band of short days ends so far
  let bottom = 0;
  for (let first = 0; first < photos.count; ) {
    const fills = fillsOf(photos, first, measures);
    const [fill] = fills as [Fill];
    const natural = fill.ratios * rowHeight + gap * (fill.end - fill.first - 1);
    const isShort = fills.length === 1 && natural <= width;
    const needed = isShort ? Math.max(natural, Math.min(dayWidth, width)) : width;
    const left = right + dayGap + needed <= width ? right + dayGap : 0;
    if (left === 0) top = bottom;
    let y = top + headingHeight;
    const rows = fills.map(({ first: from, end, ratios }, index) => {
      const gaps = gap * (end - from - 1);
      const keepsHeight = index === fills.length - 1 && width - gaps >= ratios * rowHeight;
      const height = keepsHeight ? rowHeight : (width - gaps) / ratios;
      const row = { first: from, end, top: y, height };
      y += height + gap;
      return row;
    });
    const end = fills.at(-1)!.end;
    sections.push({ day: photos.dayAt(first), first, end, left, top, width: needed, height: y - top, rows });
    bottom = left === 0 ? y : Math.max(bottom, y);
    right = isShort ? left + needed : Infinity;
    first = end;
  }
  return { sections, height: bottom };
}

function fillsOf(photos: Shapes, start: number, { width, rowHeight, gap }: Measures): Fill[] {
  const day = photos.dayAt(start);
  const rows: Fill[] = [];
  let isSameDay = true;
  for (let first = start; first < photos.count && isSameDay; ) {
    let end = first + 1;
    let ratios = photos.stepAt(first) / 24;
    for (; end < photos.count && (isSameDay = photos.dayAt(end) === day); end++) {
      const next = ratios + photos.stepAt(end) / 24;
      if (next * rowHeight + gap * (end - first) > width) break;
      ratios = next;
    }
    rows.push({ first, end, ratios });
    first = end;
  }
  return rows;
}

/** Squares in columns. Days of less than a row take as many columns as they have photos, beside each other. */
function grid(photos: Shapes, { width, columns, gap, headingHeight }: Measures): Layout {
  const sections: Section[] = [];
  const side = (width - gap * (columns - 1)) / columns;
  let top = 0;
  let taken = columns; // of the band of days
  let bottom = 0;
  for (let first = 0; first < photos.count; ) {
    const day = photos.dayAt(first);
    let end = first + 1;
    while (end < photos.count && photos.dayAt(end) === day) end++;
    const span = Math.min(end - first, columns);
    const column = taken + span <= columns ? taken : 0;
    if (column === 0) top = bottom;
    const rows: Row[] = [];
    let y = top + headingHeight;
    for (let from = first; from < end; from += columns, y += side + gap) rows.push({ first: from, end: Math.min(end, from + columns), top: y, height: side });
    sections.push({ day, first, end, left: column * (side + gap), top, width: span * (side + gap) - gap, height: y - top, rows });
    taken = column + span;
    bottom = y;
    first = end;
  }
  return { sections, height: bottom };
}

/** The first of the things, in order of their ends, that ends after `at`. */
function firstUntil<T extends { top: number; height: number }>(things: readonly T[], at: number): number {
  let low = 0;
  let high = things.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (things[middle]!.top + things[middle]!.height <= at) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The sections that touch the band from `from` to `to`, and of each the rows that do. */
export function visible({ sections }: Layout, from: number, to: number): { section: Section; rows: Row[] }[] {
  const seen = [];
  for (let at = firstUntil(sections, from); at < sections.length && sections[at]!.top <= to; at++) {
    const section = sections[at]!;
    const { rows } = section;
    const first = firstUntil(rows, from);
    let end = first;
    while (end < rows.length && rows[end]!.top <= to) end++;
    seen.push({ section, rows: rows.slice(first, end) });
  }
  return seen;
}

/** The first photo at or below a height, and the row it is in. */
export function rowAt({ sections }: Layout, at: number): Row | undefined {
  const section = sections[firstUntil(sections, at)];
  return section && (section.rows[firstUntil(section.rows, at)] ?? section.rows.at(-1));
}

export function rowOf({ sections }: Layout, index: number): Row | undefined {
  let low = 0;
  let high = sections.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sections[middle]!.end <= index) low = middle + 1;
    else high = middle;
  }
  return sections[low]?.rows.find(({ first, end }) => first <= index && index < end);
}

/** Width over height in the steps the style sheet knows (24ths, from 10 to 72), so that both lay out alike. */
export function ratioStep(width: number, height: number): number {
  if (width <= 0 || height <= 0) return 36;
  return Math.min(72, Math.max(10, Math.round((24 * width) / height)));
}
