/** What the layout needs to know of a photo. */
export interface Shaped {
  ratio: number;
  day: string;
}

export interface Measures {
  width: number;
  /** Rows are at least this high, and then grow until they fill the width. */
  rowHeight: number;
  gap: number;
  headingHeight: number;
  /** A day is at least this wide, and this far from the next one beside it. */
  dayWidth: number;
  dayGap: number;
}

interface Placed {
  left: number;
  width: number;
  top: number;
  height: number;
  /** Where the blocks beside it end too: what is searched by. */
  until: number;
}

export type Block = Placed & ({ kind: "heading"; day: string } | { kind: "row"; first: number; end: number });

export interface Layout {
  blocks: Block[];
  height: number;
}

interface Row {
  first: number;
  end: number;
  ratios: number;
}

/**
 * Justified rows by day. The same arithmetic as the style sheet's wrapping flex boxes, so that taking over from what the server
 * rendered moves nothing: a row takes photos while they fit at the least height, then all of it grows to the full width; a
 * day's last row keeps the least height. Days of less than a row stand beside each other.
 */
export function layOut(photos: readonly Shaped[], measures: Measures): Layout {
  const { width, rowHeight, gap, headingHeight, dayWidth, dayGap } = measures;
  const blocks: Block[] = [];
  let top = 0;
  let right = Infinity; // where the band of short days ends so far
  let bottom = 0;
  for (let first = 0; first < photos.length; ) {
    const day = photos[first]!.day;
    const rows = rowsOf(photos, first, measures);
    const [row] = rows as [Row];
    const natural = row.ratios * rowHeight + gap * (row.end - row.first);
    const isShort = rows.length === 1 && natural <= width;
    const needed = isShort ? Math.max(natural, Math.min(dayWidth, width)) : width;
    const left = right + dayGap + needed <= width ? right + dayGap : 0;
    if (left === 0) top = bottom;
    blocks.push({ kind: "heading", day, left, width: needed, top, height: headingHeight, until: isShort ? top + headingHeight + rowHeight : top + headingHeight });
    let y = top + headingHeight;
    for (const [index, { first: from, end, ratios }] of rows.entries()) {
      const gaps = gap * (end - from - 1);
      const keepsHeight = index === rows.length - 1 && width - gaps - ratios * rowHeight >= gap;
      const height = keepsHeight ? rowHeight : (width - gaps) / ratios;
      blocks.push({ kind: "row", first: from, end, left, width: needed, top: y, height, until: y + height });
      y += height + gap;
    }
    bottom = left === 0 ? y : Math.max(bottom, y);
    right = isShort ? left + needed : Infinity;
    first = rows.at(-1)!.end;
  }
  return { blocks, height: bottom };
}

function rowsOf(photos: readonly Shaped[], start: number, { width, rowHeight, gap }: Measures): Row[] {
  const day = photos[start]!.day;
  const rows: Row[] = [];
  for (let first = start; first < photos.length && photos[first]!.day === day; ) {
    let end = first + 1;
    let ratios = photos[first]!.ratio;
    for (; end < photos.length && photos[end]!.day === day; end++) {
      const next = ratios + photos[end]!.ratio;
      if (next * rowHeight + gap * (end - first) > width) break;
      ratios = next;
    }
    rows.push({ first, end, ratios });
    first = end;
  }
  return rows;
}

/** The blocks that touch the band from `from` to `to`: indexes of the first, and after the last. */
export function blocksBetween({ blocks }: Layout, from: number, to: number): [number, number] {
  let low = 0;
  let high = blocks.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (blocks[middle]!.until < from) low = middle + 1;
    else high = middle;
  }
  let end = low;
  while (end < blocks.length && blocks[end]!.top <= to) end++;
  return [low, end];
}

/** Width over height in the steps the style sheet knows (24ths, from 10 to 72), so that both lay out alike. */
export function ratioStep(width: number, height: number): number {
  if (width <= 0 || height <= 0) return 36;
  return Math.min(72, Math.max(10, Math.round((24 * width) / height)));
}
