import { gallery as texts, states } from "texts";
import { icon } from "../icon";
import { averageColour, paintPlaceholder } from "../placeholder/placeholder";
import { fill } from "../text";
import { dayAndTime } from "./dates";
import { may, statuses, type PhotoRecord, type TilePhoto } from "./photo";
import type { PhotoIndex } from "./photo-index";

const words = { PE: ["clock", states.waiting], PR: ["clock", states.processing], FA: ["circle-alert", states.failed] } as const;

const patience = 80; // milliseconds that a picture has to come before more than its colour is shown: most do, and many tiles only pass by

/** A photo's tile and the box that chooses it. The same markup as PhotoTile.razor. */
export function createCell(index: PhotoIndex, at: number, query: string): HTMLElement {
  const id = index.idAt(at);
  const cell = document.createElement("div");
  cell.className = "cell";
  const tile = document.createElement("a");
  tile.className = "tile";
  tile.tabIndex = -1;
  tile.href = `/p/${id}${query}`;
  tile.id = `p-${id}`;
  tile.dataset.id = id;
  const when = dayAndTime(index.localAt(at));
  tile.setAttribute("aria-label", when);
  if (index.flagsAt(at) & may.hasColour) tile.style.backgroundColor = averageColour(index.colourAt(at));
  cell.append(tile, createPick(id, when));
  return cell;
}

/** Reached by keyboard from its tile, with the space bar: a stop of its own for each of ten thousand would help nobody. */
export function createPick(id: string, label: string): HTMLInputElement {
  const pick = document.createElement("input");
  pick.type = "checkbox";
  pick.className = "pick";
  pick.tabIndex = -1;
  pick.value = id;
  pick.setAttribute("aria-label", fill(texts.pick, { photo: label }));
  return pick;
}

/** Shows what is known of a photo in its cell. */
export function showPhoto(cell: HTMLElement, photo: TilePhoto): void {
  const tile = cell.firstElementChild as HTMLAnchorElement;
  const state = `${photo.status} ${photo.thumbnail ?? ""}`;
  if (tile.dataset.shows === state) return;
  tile.dataset.shows = state;
  paintPlaceholder(tile, photo.placeholder, photo.thumbnail ? patience : 0);
  tile.querySelector(".state")?.remove();
  if (photo.status === "CO") {
    tile.removeAttribute("aria-label");
    const image = tile.querySelector("img") ?? document.createElement("img");
    image.alt = photo.alt;
    image.decoding = "async";
    if (photo.thumbnail) image.src = photo.thumbnail;
    if (!image.parentElement) tile.append(image);
    return;
  }
  const [symbol, text] = words[photo.status];
  const mark = document.createElement("span");
  mark.className = photo.status === "FA" ? "state failed" : "state";
  mark.append(icon(symbol), text);
  tile.replaceChildren(mark);
  tile.setAttribute("aria-label", `${photo.alt}: ${text}`);
}

/** Reads back what the server rendered, so that nothing is asked for twice. */
export function readTile(tile: HTMLElement): { record: PhotoRecord; photo: TilePhoto } {
  const { id = "", step = "36", status = "CO", at = "0", offset = "0", may: rights = "0", hash } = tile.dataset;
  const image = tile.querySelector("img");
  const head = hash ? atob(hash.slice(0, 4)) : "";
  const state = Math.max(0, statuses.indexOf(status as TilePhoto["status"]));
  return {
    record: {
      id,
      instant: Number(at),
      quarters: Math.trunc(Number(offset) / 15),
      step: Number(step),
      flags: state | Number(rights) | (head.length === 3 ? may.hasColour : 0),
      colour: head.length === 3 ? head.charCodeAt(0) | (head.charCodeAt(1) << 8) | (head.charCodeAt(2) << 16) : 0,
    },
    photo: {
      id,
      status: statuses[state]!,
      thumbnail: image?.src ?? null,
      placeholder: hash ?? null,
      alt: image?.alt ?? tile.getAttribute("aria-label") ?? "",
      wire: null,
    },
  };
}
