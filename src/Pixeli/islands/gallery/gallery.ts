import { paintPlaceholder } from "../placeholder/placeholder";
import { blocksBetween, layOut, type Block, type Layout } from "./layout";
import { fromWire, type WirePhoto } from "./photo";
import { Photos } from "./photos";
import { createTile, readTile } from "./tile";

/**
 * Takes over the rows the server rendered: loads the rest as it is scrolled to, and keeps only what is near the viewport in
 * the document.
 */
class Gallery extends HTMLElement {
  #photos!: Photos;
  #layout: Layout = { blocks: [], height: 0 };
  #shown = new Map<number, HTMLElement>();
  #tiles = new Map<string, HTMLAnchorElement>();
  #stop = new AbortController();
  #resize = new ResizeObserver(() => this.#measure());
  #frame = 0;
  #width = 0;
  #failed = false;

  connectedCallback(): void {
    this.#stop = new AbortController();
    const { signal } = this.#stop;
    if (this.#tiles.size === 0) this.#adopt();
    addEventListener("scroll", () => this.#later(), { passive: true, signal });
    addEventListener("pixeli:photo", (event) => this.#arrived((event as CustomEvent<WirePhoto & { event: string }>).detail), { signal });
    addEventListener("hashchange", () => void this.#goToHash(), { signal });
    this.#resize.observe(this);
    this.#measure();
    void this.#goToHash();
  }

  disconnectedCallback(): void {
    this.#stop.abort();
    this.#resize.disconnect();
    cancelAnimationFrame(this.#frame);
  }

  #adopt(): void {
    const fresh = [];
    for (const section of this.querySelectorAll<HTMLElement>("section")) {
      const day = section.querySelector("h2")?.textContent ?? "";
      for (const tile of section.querySelectorAll<HTMLAnchorElement>(".tile")) {
        const photo = readTile(tile, day);
        paintPlaceholder(tile, photo.placeholder);
        this.#tiles.set(photo.id, tile);
        fresh.push(photo);
      }
    }
    const newestFirst = this.getAttribute("sort") === "-timestamp";
    const key = `${this.getAttribute("event")} ${newestFirst}`;
    this.#photos = Photos.open(key, fresh, this.getAttribute("next"), newestFirst);
    this.parentElement?.querySelector(".pages")?.remove();
  }

  #measure(): void {
    const width = this.clientWidth;
    if (width === 0 || width === this.#width) return;
    this.#width = width;
    this.#relayOut();
  }

  #relayOut(): void {
    const style = getComputedStyle(this);
    const pixels = (name: string): number => parseFloat(style.getPropertyValue(name));
    this.#layout = layOut(this.#photos.items, {
      width: this.#width,
      rowHeight: pixels("--row"),
      gap: pixels("--gap"),
      headingHeight: pixels("--heading"),
      dayWidth: pixels("--day"),
      dayGap: pixels("--day-gap"),
    });
    this.style.height = `${this.#layout.height}px`;
    this.classList.add("virtual");
    for (const tile of this.#shown.values()) this.#keepTiles(tile);
    this.#shown.clear();
    this.replaceChildren();
    this.#render();
  }

  #later(): void {
    cancelAnimationFrame(this.#frame);
    this.#frame = requestAnimationFrame(() => this.#render());
  }

  #render(): void {
    const top = -this.getBoundingClientRect().top;
    const reach = innerHeight;
    const [start, end] = blocksBetween(this.#layout, top - reach, top + 2 * reach);
    for (const [index, element] of this.#shown) {
      if (index >= start && index < end) continue;
      element.remove();
      this.#shown.delete(index);
    }
    let after: Element | null = null;
    for (let index = end - 1; index >= start; index--) {
      let element = this.#shown.get(index);
      if (!element) {
        element = this.#create(this.#layout.blocks[index]!);
        this.#shown.set(index, element);
        this.insertBefore(element, after);
      }
      after = element;
    }
    this.#tiles.clear();
    if (top + 5 * reach > this.#layout.height && this.#photos.hasMore && !this.#failed) void this.#loadMore();
  }

  #create(block: Block): HTMLElement {
    const element = document.createElement(block.kind === "heading" ? "h2" : "div");
    element.style.top = `${block.top}px`;
    element.style.left = `${block.left}px`;
    element.style.width = `${block.width}px`;
    element.style.height = `${block.height}px`;
    if (block.kind === "heading") {
      element.textContent = block.day;
      return element;
    }
    element.className = "row";
    for (const photo of this.#photos.items.slice(block.first, block.end)) {
      const tile = this.#tiles.get(photo.id) ?? createTile(photo);
      tile.style.width = `${photo.ratio * block.height}px`;
      element.append(tile);
    }
    return element;
  }

  #keepTiles(row: HTMLElement): void {
    for (const tile of row.querySelectorAll<HTMLAnchorElement>(".tile")) this.#tiles.set(tile.id.slice(2), tile);
  }

  async #loadMore(): Promise<void> {
    const before = this.#photos.items.length;
    try {
      await this.#photos.more();
    } catch {
      this.#failed = true;
      setTimeout(() => (this.#failed = false, this.#later()), 5000);
      return;
    }
    if (this.isConnected && this.#photos.items.length > before) this.#relayOut();
  }

  #arrived(photo: WirePhoto & { event: string }): void {
    if (photo.event !== this.getAttribute("event")) return;
    this.closest("[data-empty]")?.removeAttribute("data-empty");
    this.querySelector(`#p-${CSS.escape(photo.id)}`)?.remove();
    if (this.#photos.put(fromWire(photo))) this.#relayOut();
  }

  /** `#p-{id}` shows that photo, wherever in the event it is. */
  async #goToHash(): Promise<void> {
    const id = /^#p-([0-9a-f-]{36})$/.exec(location.hash)?.[1];
    if (!id) return;
    while (this.#photos.indexOf(id) < 0 && this.#photos.hasMore && this.isConnected) await this.#photos.more();
    const index = this.#photos.indexOf(id);
    if (index < 0 || !this.isConnected) return;
    this.#relayOut();
    const row = this.#layout.blocks.find((block) => block.kind === "row" && block.end > index);
    if (!row) return;
    const offset = this.getBoundingClientRect().top + scrollY;
    scrollTo({ top: offset + row.top + row.height / 2 - innerHeight / 2, behavior: "instant" });
    this.#render();
    this.querySelector<HTMLElement>(`#p-${CSS.escape(id)}`)?.focus({ preventScroll: true });
  }
}

customElements.define("pixeli-gallery", Gallery);
