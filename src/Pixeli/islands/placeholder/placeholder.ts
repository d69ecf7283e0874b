import { decodeThumbHash } from "./thumbhash";

const drawn = new Map<string, string>();
const canvas = document.createElement("canvas");

/** Paints a photo's placeholder behind it, until the picture covers it. */
export function paintPlaceholder(element: HTMLElement, base64: string | null | undefined): void {
  if (!base64) return;
  let url = drawn.get(base64);
  if (url === undefined) {
    url = draw(base64);
    if (drawn.size > 2000) drawn.clear();
    drawn.set(base64, url);
  }
  element.style.backgroundImage = `url(${url})`;
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

function draw(base64: string): string {
  const { width, height, rgba } = decodeThumbHash(Uint8Array.from(atob(base64), (c) => c.charCodeAt(0)));
  canvas.width = width;
  canvas.height = height;
  canvas.getContext("2d")?.putImageData(new ImageData(rgba, width, height), 0, 0);
  return canvas.toDataURL();
}
