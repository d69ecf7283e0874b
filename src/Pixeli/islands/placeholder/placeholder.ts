import { decodeThumbHash } from "./thumbhash";

const drawn = new Map<string, string>();
const mostDrawn = 2000;
const side = 24; // pixels: it is blurred anyway
const slice = 6; // milliseconds of drawing, then the page has its turn

const waiting = new Map<HTMLElement, { base64: string; from: number }>();
const canvas = document.createElement("canvas");
let timer = 0;

/**
 * Paints a photo's placeholder behind it, until the picture covers it: its colour at once, the rest as soon as there is time, or after some
 * milliseconds where the picture may well be there by then.
 */
export function paintPlaceholder(element: HTMLElement, base64: string | null | undefined, after = 0): void {
  if (!base64) return;
  const url = after === 0 ? drawn.get(base64) : undefined;
  if (url !== undefined) {
    element.style.backgroundImage = url;
    return;
  }
  const head = atob(base64.slice(0, 4));
  if (head.length === 3) element.style.backgroundColor = averageColour(head.charCodeAt(0) | (head.charCodeAt(1) << 8) | (head.charCodeAt(2) << 16));
  if (waiting.size === 0 || after === 0) drawSoon(after);
  waiting.set(element, { base64, from: performance.now() + after });
}

/** The picture is there: nothing is painted behind it any more. */
export function clearPlaceholder(element: HTMLElement): void {
  waiting.delete(element);
  element.style.backgroundImage = element.style.backgroundColor = "";
}

/** The average colour of a picture, from the first three bytes of its ThumbHash, the lowest first. */
export function averageColour(header: number): string {
  const l = (header & 63) / 63;
  const p = ((header >> 6) & 63) / 31.5 - 1;
  const q = ((header >> 12) & 63) / 31.5 - 1;
  const blue = l - (2 / 3) * p;
  const red = (3 * l - blue + q) / 2;
  return `rgb(${[red, red - q, blue].map((part) => Math.round(255 * Math.min(1, Math.max(0, part)))).join(" ")})`;
}

function drawSoon(after: number): void {
  clearTimeout(timer);
  timer = setTimeout(drawSome, after);
}

function drawSome(): void {
  const now = performance.now();
  let next = Infinity;
  for (const [element, { base64, from }] of waiting) {
    next = Math.min(next, from);
    if (from > now) continue;
    if (performance.now() > now + slice) break;
    waiting.delete(element);
    if (element.isConnected && !isCovered(element)) element.style.backgroundImage = urlOf(base64);
  }
  if (waiting.size > 0) drawSoon(Math.max(0, next - now));
}

function isCovered(element: HTMLElement): boolean {
  const image = element.querySelector("img");
  return image !== null && image.complete && image.naturalWidth > 0;
}

function urlOf(base64: string): string {
  let url = drawn.get(base64);
  if (url === undefined) {
    url = `url(${draw(base64)})`;
    if (drawn.size >= mostDrawn) drawn.clear();
    drawn.set(base64, url);
  }
  return url;
}

function draw(base64: string): string {
  const { width, height, rgba } = decodeThumbHash(Uint8Array.from(atob(base64), (c) => c.charCodeAt(0)), side);
  canvas.width = width;
  canvas.height = height;
  canvas.getContext("2d")?.putImageData(new ImageData(rgba, width, height), 0, 0);
  return canvas.toDataURL();
}
