import { icon } from "../icon";
import { paintPlaceholder } from "../placeholder/placeholder";
import type { GalleryPhoto } from "./photo";

const states = { PE: ["clock", "Waiting"], PR: ["clock", "Processing"], FA: ["circle-alert", "Failed"] } as const;

/** The same markup as PhotoTile.razor. */
export function createTile(photo: GalleryPhoto): HTMLAnchorElement {
  const tile = document.createElement("a");
  tile.className = `tile r${photo.step}`;
  tile.href = `/p/${photo.id}`;
  tile.id = `p-${photo.id}`;
  paintPlaceholder(tile, photo.placeholder);
  if (photo.status === "CO" && photo.thumbnail) {
    const image = document.createElement("img");
    image.alt = photo.alt;
    image.decoding = "async";
    image.src = photo.thumbnail;
    tile.append(image);
  } else if (photo.status !== "CO") {
    const [symbol, words] = states[photo.status];
    const state = document.createElement("span");
    state.className = photo.status === "FA" ? "state failed" : "state";
    state.append(icon(symbol), words);
    tile.append(state);
    tile.setAttribute("aria-label", `${photo.alt}: ${words}`);
  }
  return tile;
}

/** Reads back what the server rendered, so that nothing is asked for twice. */
export function readTile(tile: HTMLElement, day: string): GalleryPhoto {
  const { id = "", step = "36", status = "CO", at = "0", hash } = tile.dataset;
  const image = tile.querySelector("img");
  return {
    id,
    step: Number(step),
    ratio: Number(step) / 24,
    day,
    thumbnail: image?.src ?? null,
    placeholder: hash ?? null,
    status: status as GalleryPhoto["status"],
    alt: image?.alt ?? tile.getAttribute("aria-label") ?? "",
    instant: Number(at),
  };
}
