import type { PhotoGallery } from "../gallery/source";
import { sheetIn } from "./sheet-in";
import type { Viewer } from "./viewer";

/**
 * Opens photos over the gallery they were tapped in, and takes over a photo's own page. The viewer itself is a script of its own, fetched
 * once the page has nothing better to do. Imported before navigation, so that it is asked first.
 */
interface ViewerEntry {
  /** What lies under the photo: its address. */
  under?: string;
  scroll?: number;
}

const photoPath = /^\/p\/([0-9a-f-]{36})$/;
const load = () => import("./places");

let viewer: Viewer | null = null;
let under: { path: string; gallery: PhotoGallery } | null = null;

const idIn = (path: string): string | null => photoPath.exec(path)?.[1] ?? null;
const entry = (): ViewerEntry => (history.state ?? {}) as ViewerEntry;

document.addEventListener("click", (event) => {
  if (event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
  const tile = (event.target as Element).closest<HTMLAnchorElement>("pixeli-gallery a.tile");
  const gallery = tile?.closest<PhotoGallery>("pixeli-gallery");
  const id = tile && idIn(new URL(tile.href).pathname);
  if (!id || !gallery || typeof gallery.neighbours !== "function" || gallery.indexOf(id) < 0) return;
  event.preventDefault();
  under = { path: location.pathname + location.search, gallery };
  history.replaceState({ ...entry(), scroll: scrollY }, "");
  history.pushState({ under: under.path }, "", tile.href);
  void openOver(gallery, id, tile);
});

async function openOver(gallery: PhotoGallery, id: string, tile: HTMLElement | null): Promise<void> {
  const { overGallery } = await load();
  if (viewer || idIn(location.pathname) !== id || !gallery.isConnected) return;
  viewer = overGallery(gallery, id, { leave: () => history.back() });
  viewer.open(tile);
}

addEventListener("popstate", (event) => {
  const id = idIn(location.pathname);
  const gallery = under?.gallery.isConnected ? under.gallery : null;
  if (gallery && id && entry().under === under!.path) {
    event.stopImmediatePropagation();
    if (viewer) viewer.jump(id);
    else void openOver(gallery, id, gallery.tileOf(id));
    return;
  }
  if (!viewer) return;
  if (!under && id === viewer.id) {
    const sheet = sheetIn(location.hash); // only the end of the address is another
    if (sheet) viewer.openSheet(sheet);
    return;
  }
  if (gallery && location.pathname + location.search === under!.path) {
    event.stopImmediatePropagation();
    void giveBack(gallery);
  } else {
    close(false);
  }
});

/** Back in the gallery: where it was, or where the photo is that was looked at last. */
async function giveBack(gallery: PhotoGallery): Promise<void> {
  const id = viewer!.id;
  let tile = gallery.tileOf(id);
  const box = tile?.getBoundingClientRect();
  if (!box || box.bottom < 0 || box.top > innerHeight) tile = await gallery.reveal(id);
  close(true);
  if (tile) tile.focus({ preventScroll: true });
  else gallery.focusPhoto(); // it was deleted
}

function close(isSmooth: boolean): void {
  void viewer?.dispose(isSmooth);
  viewer = null;
}

// A link out of the viewer leads on by navigation, which takes what lies under it away; the viewer has no place there.
document.addEventListener("click", (event) => {
  const link = (event.target as Element).closest<HTMLAnchorElement>(".viewer a[href]");
  if (!viewer || !link || event.defaultPrevented || link.target || link.hasAttribute("download") || event.metaKey || event.ctrlKey) return;
  if (under?.gallery.isConnected && new URL(link.href).pathname === new URL(under.path, location.origin).pathname) {
    event.preventDefault();
    history.back();
  } else {
    close(false);
  }
});

/** The page of a photo, where there is script: the viewer over it. */
class PhotoPage extends HTMLElement {
  connectedCallback(): void {
    void this.#open();
  }

  disconnectedCallback(): void {
    if (!under) close(false);
  }

  async #open(): Promise<void> {
    const { overPage } = await load();
    if (viewer || !this.isConnected) return;
    under = null;
    viewer = overPage(this, {
      leave: (href) => (entry().under ? history.back() : this.#leave(href)),
    });
  }

  #leave(href: string): void {
    close(false);
    const link = Object.assign(document.createElement("a"), { href });
    this.append(link);
    link.click(); // navigation follows links
  }
}

customElements.define("pixeli-photo", PhotoPage);

const whenIdle = window.requestIdleCallback ?? ((run: () => void) => setTimeout(run, 500));
addEventListener("load", () => whenIdle(() => document.querySelector("pixeli-gallery") && void load()), { once: true });
