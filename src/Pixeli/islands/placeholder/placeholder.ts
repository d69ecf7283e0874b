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

function draw(base64: string): string {
  const { width, height, rgba } = decodeThumbHash(Uint8Array.from(atob(base64), (c) => c.charCodeAt(0)));
  canvas.width = width;
  canvas.height = height;
  canvas.getContext("2d")?.putImageData(new ImageData(rgba, width, height), 0, 0);
  return canvas.toDataURL();
}
