export interface Pixels {
  width: number;
  height: number;
  rgba: Uint8ClampedArray<ArrayBuffer>;
}

/**
 * Decodes a ThumbHash (https://evanw.github.io/thumbhash/): a cosine transform of luminance and two chroma channels, whose
 * coefficients are packed into nibbles after a header of five bytes (six with alpha).
 */
export function decodeThumbHash(hash: Uint8Array, longestSide = 32): Pixels {
  const byte = (index: number): number => hash[index] ?? 0;
  const header = byte(0) | (byte(1) << 8) | (byte(2) << 16);
  const shape = byte(3) | (byte(4) << 8);
  const hasAlpha = header >> 23 !== 0;
  const isLandscape = shape >> 15 !== 0;
  const longest = hasAlpha ? 5 : 7;
  const termsX = Math.max(3, isLandscape ? longest : shape & 7);
  const termsY = Math.max(3, isLandscape ? shape & 7 : longest);

  let nibble = (hasAlpha ? 6 : 5) * 2;
  const channel = (constant: number, x: number, y: number, scale: number): Channel => {
    const terms: Term[] = [];
    for (let v = 0; v < y; v++) {
      for (let u = v === 0 ? 1 : 0; u * y < x * (y - v); u++) {
        const value = (byte(nibble >> 1) >> ((nibble & 1) << 2)) & 15;
        terms.push({ u, v, weight: (value / 7.5 - 1) * scale });
        nibble++;
      }
    }
    return { constant, terms };
  };

  const chromaBoost = 1.25;
  const luminance = channel((header & 63) / 63, termsX, termsY, ((header >> 18) & 31) / 31);
  const yellowBlue = channel(((header >> 6) & 63) / 31.5 - 1, 3, 3, (((shape >> 3) & 63) / 63) * chromaBoost);
  const redGreen = channel(((header >> 12) & 63) / 31.5 - 1, 3, 3, (((shape >> 9) & 63) / 63) * chromaBoost);
  const alpha = hasAlpha ? channel((byte(5) & 15) / 15, 5, 5, (byte(5) >> 4) / 15) : { constant: 1, terms: [] };

  const ratio = (isLandscape ? longest : shape & 7) / (isLandscape ? shape & 7 : longest);
  const width = Math.max(1, Math.round(ratio > 1 ? longestSide : longestSide * ratio));
  const height = Math.max(1, Math.round(ratio > 1 ? longestSide / ratio : longestSide));
  const rgba = new Uint8ClampedArray(width * height * 4);
  const across = cosines(width);
  const down = cosines(height);
  for (let y = 0, at = 0; y < height; y++) {
    const [l, p, q, a] = [luminance, yellowBlue, redGreen, alpha].map((one) => rowOf(one, across, down, y, width)) as [Row, Row, Row, Row];
    for (let x = 0; x < width; x++, at += 4) {
      const blue = l[x]! - (2 / 3) * p[x]!;
      const red = (3 * l[x]! - blue + q[x]!) / 2;
      rgba[at] = 255 * red;
      rgba[at + 1] = 255 * (red - q[x]!);
      rgba[at + 2] = 255 * blue;
      rgba[at + 3] = 255 * a[x]!;
    }
  }
  return { width, height, rgba };
}

interface Term {
  u: number;
  v: number;
  weight: number;
}

interface Channel {
  constant: number;
  terms: Term[];
}

type Row = Float64Array;

const maxTerms = 8;

function cosines(size: number): Float64Array {
  const table = new Float64Array(size * maxTerms);
  for (let at = 0; at < size; at++)
    for (let term = 0; term < maxTerms; term++) table[at * maxTerms + term] = Math.cos((Math.PI / size) * (at + 0.5) * term);
  return table;
}

/** One row of a channel: first what the terms of each frequency across come to at this height, then their waves. */
function rowOf({ constant, terms }: Channel, across: Float64Array, down: Float64Array, y: number, width: number): Row {
  const weights = new Float64Array(maxTerms);
  for (const { u, v, weight } of terms) weights[u]! += weight * 2 * down[y * maxTerms + v]!;
  const row = new Float64Array(width).fill(constant);
  if (terms.length === 0) return row;
  for (let x = 0; x < width; x++) for (let u = 0; u < maxTerms; u++) row[x]! += weights[u]! * across[x * maxTerms + u]!;
  return row;
}
