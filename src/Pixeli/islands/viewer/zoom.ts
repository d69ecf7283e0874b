/** How a picture lies on the stage: its scale (1 fits), and how far its middle is from the stage's, in pixels. */
export interface View {
  scale: number;
  x: number;
  y: number;
}

/** The picture as it fits, and the stage it fits into. */
export interface Sizes {
  width: number;
  height: number;
  stageWidth: number;
  stageHeight: number;
}

export interface Point {
  x: number;
  y: number;
}

export const fitted: View = { scale: 1, x: 0, y: 0 };

export function fit(ratio: number, stageWidth: number, stageHeight: number): Sizes {
  const width = Math.min(stageWidth, stageHeight * ratio);
  return { width, height: width / ratio, stageWidth, stageHeight };
}

/** How far the picture can be moved each way until its edge is at the stage's. */
export function reach({ width, height, stageWidth, stageHeight }: Sizes, scale: number): Point {
  return { x: Math.max(0, (width * scale - stageWidth) / 2), y: Math.max(0, (height * scale - stageHeight) / 2) };
}

export function clamp(view: View, sizes: Sizes, most: number): View {
  const scale = Math.min(most, Math.max(1, view.scale));
  const at = scale === view.scale ? view : zoomAt(view, scale, { x: 0, y: 0 });
  const { x, y } = reach(sizes, scale);
  return { scale, x: within(at.x, x), y: within(at.y, y) };
}

/** Another scale, with the point under the fingers staying under them. Points are counted from the stage's middle. */
export function zoomAt(view: View, scale: number, point: Point): View {
  const grows = scale / view.scale;
  return { scale, x: point.x - (point.x - view.x) * grows, y: point.y - (point.y - view.y) * grows };
}

/** Gives way less and less beyond what is allowed, as rubber does. */
export function stretch(value: number, limit: number): number {
  const over = Math.abs(value) - limit;
  return over <= 0 ? value : Math.sign(value) * (limit + over * 0.35);
}

/** Up to one and a half screen pixels for each of the original's, and never less than threefold. */
export function mostScale(originalWidth: number, fittedWidth: number, pixelRatio: number): number {
  return Math.max(3, (1.5 * originalWidth) / Math.max(1, fittedWidth * pixelRatio));
}

/** Where a finger that let go wanted the stage to go. Speeds are pixels a millisecond. */
export function afterSwipe(distance: number, speed: number, length: number): -1 | 0 | 1 {
  const isFlick = Math.abs(speed) > 0.35 && Math.sign(speed) === Math.sign(distance) && Math.abs(distance) > 12;
  if (!isFlick && Math.abs(distance) < length / 3) return 0;
  return distance < 0 ? 1 : -1;
}

export const isPulledAway = (distance: number, speed: number, height: number): boolean =>
  distance > 0 && (distance > height / 5 || (speed > 0.5 && distance > 24));

function within(value: number, limit: number): number {
  return limit === 0 ? 0 : Math.min(limit, Math.max(-limit, value));
}
