export interface Box {
  left: number;
  top: number;
  width: number;
  height: number;
}

export interface Crop {
  /** `object-position` in a square with `object-fit: cover`, from 0 to 1. */
  x: number;
  y: number;
  /** The face in that square, as shares of it. */
  face: Box;
}

/** Puts a face, in shares of a picture, as near to the middle of a square as the picture allows. */
export function cropTo(face: Box, shape: number): Crop {
  const [wide, high] = shape > 1 ? [shape, 1] : [1, 1 / shape];
  const x = position(face.left + face.width / 2, wide);
  const y = position(face.top + face.height / 2, high);
  return {
    x,
    y,
    face: { left: face.left * wide - x * (wide - 1), top: face.top * high - y * (high - 1), width: face.width * wide, height: face.height * high },
  };
}

function position(middle: number, length: number): number {
  return length === 1 ? 0.5 : Math.min(1, Math.max(0, (middle * length - 0.5) / (length - 1)));
}

/** Reads `left top width height`. */
export function boxIn(text: string): Box {
  const [left = 0, top = 0, width = 0, height = 0] = text.split(" ").map(Number);
  return { left, top, width, height };
}
