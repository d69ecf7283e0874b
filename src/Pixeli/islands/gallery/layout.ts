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
}

export type Block =
  | { kind: "heading"; day: string; top: number; height: number }
  | { kind: "row"; first: number; end: number; top: number; height: number };

export interface Layout {
  blocks: Block[];
  height: number;
}

/**
 * Justified rows by day. The same arithmetic as the style sheet's wrapping flex box, so that taking over from what the server
 * rendered moves nothing: a row takes photos while they fit at the least height, then all of it grows to the full width; a
 * day's last row keeps the least height.
 */
export function layOut(photos: readonly Shaped[], { width, rowHeight, gap, headingHeight }: Measures): Layout {
  const blocks: Block[] = [];
  let top = 0;
  let first = 0;
  while (first < photos.length) {
    const day = photos[first]!.day;
    blocks.push({ kind: "heading", day, top, height: headingHeight });
    top += headingHeight;
    while (first < photos.length && photos[first]!.day === day) {
      const { end, ratios } = fill(photos, first, day, width, rowHeight, gap);
      const gaps = gap * (end - first - 1);
      const spare = width - gaps - ratios * rowHeight;
      const isLast = photos[end]?.day !== day;
      const height = isLast && spare >= gap ? rowHeight : (width - gaps) / ratios;
      blocks.push({ kind: "row", first, end, top, height });
      top += height + gap;
      first = end;
    }
  }
  return { blocks, height: top };
}

function fill(photos: readonly Shaped[], first: number, day: string, width: number, rowHeight: number, gap: number) {
  let end = first + 1;
  let ratios = photos[first]!.ratio;
  for (; end < photos.length && photos[end]!.day === day; end++) {
    const next = ratios + photos[end]!.ratio;
    if (next * rowHeight + gap * (end - first) > width) break;
    ratios = next;
  }
  return { end, ratios };
}

/** The blocks that touch the band from `from` to `to`: indexes of the first, and after the last. */
export function blocksBetween({ blocks }: Layout, from: number, to: number): [number, number] {
  const firstBelow = (y: number): number => {
    let low = 0;
    let high = blocks.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (blocks[middle]!.top + blocks[middle]!.height < y) low = middle + 1;
      else high = middle;
    }
    return low;
  };
  let end = firstBelow(from);
  const start = end;
  while (end < blocks.length && blocks[end]!.top <= to) end++;
  return [start, end];
}

/** Width over height in the steps the style sheet knows (24ths, from 10 to 72), so that both lay out alike. */
export function ratioStep(width: number, height: number): number {
  if (width <= 0 || height <= 0) return 36;
  return Math.min(72, Math.max(10, Math.round((24 * width) / height)));
}
