import { paintPlaceholder } from "../placeholder/placeholder";
import { neighbourByKey } from "./arrows";
import { Arrivals } from "./arrivals";
import { chooseArrangement } from "./arrangement";
import { Collection } from "./collection";
import { tellKeys } from "./keys";
import { layOut, rowAt, rowOf, visible, type Layout, type Row } from "./layout";
import { LiveEvent } from "./live";
import { may, statuses, type WirePhoto } from "./photo";
import { placeAt, remember, remembered, topOf, type Place } from "./place";
import { Scrubber } from "./scrubber";
import { selectIn } from "./selecting";
import { Selection } from "./selection";
import { SelectionBar } from "./selection-bar";
import type { PhotoGallery, PlacedPhoto } from "./source";
import { TabStop } from "./tab-stop";
import { createCell, createPick, readTile, showPhoto } from "./tile";
import { View } from "./view";

const ahead = 1.25; // screens that are in the document in the direction of scrolling
const behind = 0.6;
const wantedAhead = 3; // screens whose photos are asked for
const settles = 90; // milliseconds after a jump until photos are asked for
const rests = 200; // milliseconds without scrolling
const slice = 8; // milliseconds of a frame in which pictures are put into tiles
const late = 40; // milliseconds between two frames, from which on there is too much to do
const whenLate = 8; // pictures a frame then: those in view
const patience = 800; // milliseconds that the skeleton waits for the live connection, so that nothing falls between them

/**
 * Takes over what the server rendered: lays out every photo there is, keeps only what is near the viewport in the document, and lets
 * people jump, choose, and watch new photos come.
 */
class Gallery extends HTMLElement implements PhotoGallery {
  #photos!: Collection;
  #layout: Layout = { sections: [], height: 0 };
  #view = new View(this, (at, spare) => this.#cell(at, spare));
  #order = { indexOf: (id: string) => this.indexOf(id), idAt: (at: number) => this.#photos.index.idAt(at) };
  #selection = new Selection(() => this.#chosen());
  #bar = new SelectionBar(this.#selection, (id) => this.#flagsOf(id), () => this.#selection.addRange(0, this.count, this.#order), () => this.focusPhoto());
  #tabStop = new TabStop(this);
  #scrubber = new Scrubber({ scrollTo: (top) => this.#scrollTo(top), localAt: (at) => this.#photos.index.localAt(at) });
  #arrivals = new Arrivals(() => this.#showArrivals());
  #live: LiveEvent | null = null;
  #stop = new AbortController();
  #resize = new ResizeObserver(() => this.#measure());
  #retried = new Set<string>();
  #fresh = new Set<string>(); // known, near the viewport, and not shown yet
  #frameAt = 0;
  #isLate = false;
  #frame = 0;
  #timer = 0;
  #settle = 0;
  #width = 0;
  #top = 0; // as of the last frame: to ask between two lays out the page
  #isDown = true;
  #viewport = 0;
  #covered = 0;
  #isStale = false;
  #seeks = true; // the photo that the address names, until it was found
  #skeleton: Promise<void> | null = null;

  get count(): number {
    return this.#photos.index.count;
  }

  get isComplete(): boolean {
    return this.#photos.isComplete;
  }

  connectedCallback(): void {
    this.#stop = new AbortController();
    const { signal } = this.#stop;
    this.#adopt();
    this.parentElement?.append(this.#scrubber.element, this.#bar.element, this.#arrivals.element);
    addEventListener("scroll", () => this.#scrolled(), { passive: true, signal });
    addEventListener("hashchange", () => void this.#goToHash(), { signal });
    addEventListener("pixeli:photo", (event) => this.#arrived((event as CustomEvent<WirePhoto & { event?: string }>).detail), { signal });
    addEventListener("pixeli:photo-removed", (event) => this.#removed((event as CustomEvent<{ id: string }>).detail.id), { signal });
    addEventListener("pixeli:photo-restored", (event) => this.#photos.restore((event as CustomEvent<{ id: string }>).detail.id) && this.#changed(), { signal });
    this.addEventListener("error", (event) => this.#broken(event.target), { capture: true, signal });
    this.addEventListener("keydown", (event) => this.#key(event), { signal });
    this.addEventListener("focusin", ({ target }) => this.#entered(target as Element), { signal });
    document.addEventListener("keydown", ({ key }) => key === "Escape" && !document.querySelector("dialog[open]") && this.#selection.clear(), { signal });
    document.addEventListener("click", (event) => chooseArrangement(event, this) && this.#relayOut(), { capture: true, signal });
    selectIn(this, this.#selection, this.#order, signal);
    this.#seeks = !this.#prepareToReturn();
    void this.#takeOver(document.readyState !== "complete", signal);
  }

  /** While the page loads, in parts between which it has its turn; later at once, so that nobody sees it happen. */
  async #takeOver(isLoading: boolean, signal: AbortSignal): Promise<void> {
    const parts = [() => this.#measure(), () => (this.#resize.observe(this), this.#seeks && void this.#goToHash()), () => this.#begin()];
    for (const part of parts) {
      if (isLoading) await new Promise((resolve) => setTimeout(resolve));
      if (signal.aborted) return;
      part();
    }
  }

  disconnectedCallback(): void {
    this.#stop.abort();
    this.#live?.stop();
    this.#resize.disconnect();
    this.#selection.clear();
    for (const { element } of [this.#scrubber, this.#bar, this.#arrivals]) element.remove();
    cancelAnimationFrame(this.#frame);
    this.#frame = 0;
    clearTimeout(this.#timer);
    clearTimeout(this.#settle);
  }

  indexOf(id: string): number {
    return this.#photos.index.indexOf(id);
  }

  photoAt(at: number): PlacedPhoto | undefined {
    const { index, details } = this.#photos;
    if (at < 0 || at >= index.count) return undefined;
    const id = index.idAt(at);
    const flags = index.flagsAt(at);
    return {
      id,
      ratio: index.stepAt(at) / 24,
      instant: index.instantAt(at),
      status: statuses[flags & 3]!,
      canEdit: (flags & may.edit) !== 0,
      canDelete: (flags & may.delete) !== 0,
      canShare: (flags & may.share) !== 0,
      wire: details.get(id)?.wire ?? null,
    };
  }

  async load(at: number): Promise<WirePhoto | null> {
    return at < 0 || at >= this.count ? null : this.#photos.details.load(this.#photos.index.idAt(at));
  }

  neighbours(id: string): { previous: string | null; next: string | null } {
    const at = this.indexOf(id);
    const idAt = (other: number): string | null => (at >= 0 && other >= 0 && other < this.count ? this.#photos.index.idAt(other) : null);
    return { previous: idAt(at - 1), next: idAt(at + 1) };
  }

  tileOf(id: string): HTMLAnchorElement | null {
    return this.querySelector<HTMLAnchorElement>(`#p-${CSS.escape(id)}`);
  }

  async reveal(id: string): Promise<HTMLAnchorElement | null> {
    if (this.indexOf(id) < 0) await this.#skeleton;
    if (!this.#photos.hasSkeleton) while (this.indexOf(id) < 0 && !this.isComplete && this.isConnected) await this.#photos.more();
    if (this.indexOf(id) < 0 && this.#photos.held.has(id)) this.#photos.release();
    const at = this.indexOf(id);
    if (at < 0 || !this.isConnected) return null;
    this.#relayOut();
    const row = rowOf(this.#layout, at);
    if (row) this.#scrollTo(row.top + row.height / 2 - innerHeight / 2);
    this.#render();
    return this.tileOf(id);
  }

  focusPhoto(): void {
    this.#tabStop.focus();
  }

  #adopt(): void {
    const tiles = [...this.querySelectorAll<HTMLElement>(".tile")];
    const read = tiles.map(readTile);
    const [event, sort] = [this.getAttribute("event"), this.getAttribute("sort")];
    this.#photos = Collection.open(
      {
        key: this.#name,
        skeleton: this.getAttribute("skeleton"),
        next: this.getAttribute("next"),
        newestFirst: sort === "-timestamp",
      },
      read.map(({ record }) => record),
    );
    this.#photos.onDetails = (ids) => this.#showSoon(ids);
    read.forEach(({ photo }, at) => {
      const tile = tiles[at]!;
      tile.tabIndex = -1;
      tile.dataset.shows = `${photo.status} ${photo.thumbnail ?? ""}`;
      tile.after(createPick(photo.id, photo.alt));
      if (tile.querySelector("img")?.complete === false) paintPlaceholder(tile, photo.placeholder);
      if (!this.#photos.details.get(photo.id)) this.#photos.details.put(photo);
    });
    if (tiles[0]) this.#tabStop.set(tiles[0], 0);
    if (event) this.#live = new LiveEvent(event, { ready: (again) => this.#caughtUp(again), reload: () => dispatchEvent(new CustomEvent("pixeli:event-changed")) });
    this.parentElement?.querySelector(".pages")?.remove();
  }

  get #name(): string {
    return `${this.getAttribute("source")} ${this.getAttribute("sort")}`;
  }

  #begin(): void {
    this.#live?.start();
    if (!this.#live || !this.isComplete) setTimeout(() => !this.#skeleton && this.isConnected && void this.#refresh(), this.#live ? patience : 0);
  }

  #caughtUp(again: boolean): void {
    if (again) this.#photos.details.forget();
    void this.#refresh();
  }

  #refresh(): Promise<void> {
    return (this.#skeleton = this.#refreshNow());
  }

  async #refreshNow(): Promise<void> {
    try {
      if ((await this.#photos.refresh(this.#isScrolled)) && this.isConnected) this.#relayOut();
    } catch {
      return; // what is here stays, and the live connection tries again
    }
    if (!this.isConnected) return;
    this.#arrivals.show(this.#photos.held.size);
    if (this.#selection.size > 0) this.#selection.keepOnly(new Set(Array.from({ length: this.count }, (_, at) => this.#photos.index.idAt(at))));
    this.#return();
    this.#want();
    if (this.#seeks) void this.#goToHash();
    this.#seeks = false;
  }

  get #isScrolled(): boolean {
    return this.#top > 80;
  }

  #measure(): void {
    const width = this.clientWidth;
    if (width === 0 || width === this.#width) return;
    this.#width = width;
    this.#relayOut();
  }

  #changed(): void {
    if (this.#isStale) return;
    this.#isStale = true;
    requestAnimationFrame(() => this.#isStale && this.isConnected && this.#relayOut());
  }

  #relayOut(): void {
    this.#isStale = false;
    if (this.#width === 0) return; // it was not measured yet
    const place = this.#place(-this.getBoundingClientRect().top);
    const hadFocus = this.contains(document.activeElement);
    const focused = hadFocus ? document.activeElement!.id : "";
    const style = getComputedStyle(this);
    const pixels = (name: string): number => parseFloat(style.getPropertyValue(name)) || 0;
    this.#covered = pixels("--sticky");
    this.#layout = layOut(this.#photos.index, {
      arrangement: this.getAttribute("layout") === "grid" ? "grid" : "rows",
      width: this.#width,
      rowHeight: pixels("--row"),
      columns: pixels("--columns"),
      gap: pixels("--gap"),
      headingHeight: pixels("--heading"),
      dayWidth: pixels("--day"),
      dayGap: pixels("--day-gap"),
    });
    this.style.height = `${this.#layout.height}px`;
    this.classList.add("virtual");
    this.#view.reset();
    this.#resume(place);
    this.#scrubber.lay(this.#layout);
    this.#render();
    const again = focused ? document.getElementById(focused) : null;
    this.#tabStop.renew();
    if (again) again.focus({ preventScroll: true });
    else if (hadFocus) this.focusPhoto();
    this.#tellCount();
  }

  #tellCount(): void {
    if (!this.hasAttribute("event") || !this.isComplete) return;
    this.closest("[data-empty]")?.toggleAttribute("data-empty", this.count + this.#photos.held.size === 0);
    dispatchEvent(new CustomEvent("pixeli:count", { detail: this.count + this.#photos.held.size }));
  }

  #place(top: number): Place {
    return top > 0 ? placeAt(this.#layout, this.#photos.index, top, this.#covered) : [];
  }

  #resume(place: Place): void {
    const top = topOf(place, this.#layout, (id) => this.indexOf(id));
    if (top !== null && Math.abs(top + this.getBoundingClientRect().top) > 0.5) this.#scrollTo(top);
  }

  #scrollTo(top: number): void {
    scrollTo({ top: this.getBoundingClientRect().top + scrollY + top, behavior: "instant" });
  }

  /**
   * Until the places of all photos are known, the page is as long as it was when somebody left it. Whoever came by a photo's address and
   * looked on comes back to where they were: the address is for those who have not been here.
   */
  #prepareToReturn(): boolean {
    const memory = remembered(this.#name);
    if (memory) this.style.minHeight = `${memory.height}px`;
    return memory !== null;
  }

  #return(): void {
    const memory = this.style.minHeight ? remembered(this.#name) : null;
    this.style.minHeight = "";
    if (memory?.place.length) this.#resume(memory.place);
  }

  #scrolled(): void {
    if (this.#width === 0) return;
    this.#renderSoon();
    clearTimeout(this.#settle);
    this.#settle = setTimeout(() => this.#cameToRest(), rests);
  }

  #cameToRest(): void {
    if (this.#frame !== 0) this.#settle = setTimeout(() => this.#cameToRest(), rests); // a frame that takes long is no rest
    else {
      if (!this.style.minHeight) remember({ key: this.#name, height: this.#layout.height, place: this.#place(this.#top) });
      if (this.#photos.held.size > 0 && !this.#isScrolled) this.#showArrivals();
    }
  }

  #renderSoon(): void {
    this.#frame ||= requestAnimationFrame((now) => {
      this.#frame = 0;
      this.#isLate = now - this.#frameAt > late;
      this.#frameAt = now;
      this.#render();
    });
  }

  /** First asks where things are, then changes the document: the other way round it would be laid out twice a frame. */
  #render(): void {
    const top = -this.getBoundingClientRect().top;
    const viewport = (this.#viewport = innerHeight);
    if (top !== this.#top) this.#isDown = top > this.#top;
    const hasJumped = Math.abs(top - this.#top) > 1.5 * viewport;
    this.#top = top;
    const [above, below] = this.#isDown ? [behind, ahead] : [ahead, behind];
    this.#view.show(this.#layout, (at, row) => this.#widthOf(at, row), top - above * viewport, top + (1 + below) * viewport);
    if (!this.#tabStop.isThere) this.#placeTabStop(top);
    this.#showFresh();
    this.#scrubber.follow(top, viewport);
    clearTimeout(this.#timer);
    if (hasJumped) this.#timer = setTimeout(() => this.#want(), settles);
    else this.#want();
  }

  /** Where it was, if that is near; else the first photo in view. */
  #placeTabStop(top: number): void {
    const at = Math.min(this.#tabStop.at, this.count - 1);
    const near = at < 0 ? null : this.tileOf(this.#photos.index.idAt(at));
    const row = near ? undefined : rowAt(this.#layout, Math.max(0, top) + 120); // about what bars cover: to ask would lay out anew
    const tile = near ?? (row ? this.tileOf(this.#photos.index.idAt(row.first)) : null);
    if (tile) this.#tabStop.set(tile, near ? at : row!.first);
  }

  #entered(target: Element): void {
    const tile = target.closest<HTMLElement>(".tile");
    const at = tile ? this.indexOf(tile.dataset.id ?? "") : -1;
    if (!tile || at < 0) return;
    this.#tabStop.set(tile, at);
    if (tile.matches(":focus-visible")) tellKeys();
  }

  /** Asks for the photos in view first, then for those that come next. */
  #want(): void {
    const [top, viewport] = [this.#top, this.#viewport];
    this.#photos.details.want([...new Set([...this.#idsIn(top, top + viewport), ...this.#idsIn(top - viewport, top + wantedAhead * viewport)])]);
    if (!this.#photos.hasSkeleton && !this.isComplete && top + 5 * viewport > this.#layout.height)
      void this.#photos.more().then((isMore) => isMore && this.isConnected && this.#relayOut(), () => undefined);
  }

  #widthOf(at: number, row: Row): number {
    return this.getAttribute("layout") === "grid" ? row.height : (this.#photos.index.stepAt(at) / 24) * row.height;
  }

  #cell(at: number, spare: Map<string, HTMLElement>): HTMLElement {
    const { index, details } = this.#photos;
    const id = index.idAt(at);
    const cell = spare.get(id) ?? createCell(index, at, this.getAttribute("query") ?? "");
    if (details.get(id)) this.#fresh.add(id);
    this.#mark(cell, this.#selection.has(id));
    return cell;
  }

  /** Whether it is in the document. */
  #show(id: string): boolean {
    const cell = this.tileOf(id)?.parentElement;
    const photo = this.#photos.details.get(id);
    if (cell && photo) showPhoto(cell, photo);
    return !!cell;
  }

  #showSoon(ids: readonly string[]): void {
    for (const id of ids) if (this.tileOf(id)) this.#fresh.add(id);
    if (this.#fresh.size > 0) this.#renderSoon();
  }

  /** Some a frame, those in view first: of tiles that only pass by while much is to be done, nothing is asked for. */
  #showFresh(): void {
    if (this.#fresh.size === 0) return;
    const until = performance.now() + slice;
    const most = this.#isLate ? whenLate : Infinity;
    let shown = 0;
    for (const id of [...this.#idsIn(this.#top, this.#top + this.#viewport), ...this.#fresh]) {
      if (!this.#fresh.delete(id) || !this.#show(id)) continue;
      if (++shown >= most || performance.now() > until) break;
    }
    if (this.#fresh.size > 0) this.#renderSoon();
  }

  #idsIn(from: number, to: number): string[] {
    return visible(this.#layout, from, to).flatMap(({ rows }) =>
      rows.flatMap((row) => Array.from({ length: row.end - row.first }, (_, offset) => this.#photos.index.idAt(row.first + offset))));
  }

  /** A picture's address ends when it expires or its permission changes: the list knows the new one. */
  #broken(target: EventTarget | null): void {
    const tile = target instanceof HTMLImageElement ? target.closest<HTMLElement>(".tile") : null;
    const id = tile?.dataset.id;
    if (!tile || !id || this.#retried.has(id)) return;
    this.#retried.add(id);
    delete tile.dataset.shows;
    this.#photos.details.forgetOne(id);
    void this.#photos.details.load(id);
  }

  #arrived(photo: WirePhoto & { event?: string }): void {
    if (this.indexOf(photo.id) < 0 && photo.event !== this.getAttribute("event")) return;
    const result = this.#photos.put(photo, this.#isScrolled);
    if (result === "moved") this.#changed();
    else if (result === "same") this.#show(photo.id);
    else if (result === "held") this.#arrivals.show(this.#photos.held.size);
    this.#tellCount();
  }

  #removed(id: string): void {
    this.#selection.remove(id);
    if (this.#photos.remove(id)) this.#changed();
    this.#arrivals.show(this.#photos.held.size);
  }

  #showArrivals(): void {
    const first = this.#photos.release();
    this.#arrivals.show(0);
    if (first && this.#isScrolled) void this.reveal(first).then((tile) => tile?.focus({ preventScroll: true }));
    else this.#relayOut();
  }

  #flagsOf(id: string): number {
    const at = this.indexOf(id);
    return at < 0 ? 0 : this.#photos.index.flagsAt(at);
  }

  #chosen(): void {
    this.toggleAttribute("selecting", this.#selection.size > 0);
    for (const cell of this.#view.cells) this.#mark(cell, this.#selection.has((cell.firstElementChild as HTMLElement).dataset.id ?? ""));
    for (const day of this.querySelectorAll<HTMLElement>(".pick-day")) {
      const isWhole = this.#selection.size > 0 && this.#selection.hasRange(Number(day.dataset.first), Number(day.dataset.end), this.#order);
      day.setAttribute("aria-pressed", String(isWhole));
    }
    this.#bar.show();
  }

  #mark(cell: HTMLElement, isPicked: boolean): void {
    cell.classList.toggle("picked", isPicked);
    const pick = cell.querySelector<HTMLInputElement>(".pick");
    if (pick) pick.checked = isPicked;
  }

  #key(event: KeyboardEvent): void {
    const tile = (event.target as Element).closest<HTMLElement>(".tile");
    const isCommand = event.ctrlKey || event.metaKey;
    if (event.key === "a" && isCommand) this.#selection.addRange(0, this.count, this.#order);
    else if (event.key === "Delete" && this.#selection.size > 0) this.#bar.delete();
    else if (tile && /^(Arrow.+|Home|End)$/.test(event.key) && !isCommand && !event.altKey) this.#step(tile.dataset.id ?? "", event.key, event.shiftKey);
    else return;
    event.preventDefault();
  }

  #step(id: string, key: string, extends_: boolean): void {
    const next = neighbourByKey(key, this.indexOf(id), this.count, this.#layout, (at) => this.#centreOf(at));
    const row = next < 0 ? undefined : rowOf(this.#layout, next);
    if (!row) return;
    const nextId = this.#photos.index.idAt(next);
    if (extends_) {
      this.#selection.extendTo(id, this.#order);
      this.#selection.extendTo(nextId, this.#order);
    }
    const [from, to] = [this.#top + this.#covered + 48, this.#top + innerHeight - 80];
    if (row.top < from) this.#scrollTo(row.top - this.#covered - 48);
    else if (row.top + row.height > to) this.#scrollTo(row.top + row.height - innerHeight + 80);
    this.#render();
    this.tileOf(nextId)?.focus({ preventScroll: true });
  }

  #centreOf(at: number): number {
    const row = rowOf(this.#layout, at);
    const section = this.#layout.sections.find(({ first, end }) => first <= at && at < end);
    if (!row || !section) return 0;
    const gap = parseFloat(getComputedStyle(this).getPropertyValue("--gap"));
    let left = section.left;
    for (let other = row.first; other < at; other++) left += this.#widthOf(other, row) + gap;
    return left + this.#widthOf(at, row) / 2;
  }

  async #goToHash(): Promise<void> {
    const id = /^#p-([0-9a-f-]{36})$/.exec(location.hash)?.[1];
    if (!id) return;
    if (this.indexOf(id) < 0 && this.#seeks && this.#photos.hasSkeleton && !this.isComplete) return; // the skeleton comes, and looks again
    const tile = await this.reveal(id);
    if (tile) this.#seeks = false;
    tile?.focus({ preventScroll: true });
  }
}

customElements.define("pixeli-gallery", Gallery);
