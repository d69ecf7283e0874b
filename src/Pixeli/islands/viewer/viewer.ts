import { viewer as texts } from "texts";
import { isDoomed } from "../gallery/deletions";
import { LiveEvent } from "../gallery/live";
import type { WirePhoto } from "../gallery/photo";
import { fill } from "../text";
import { call, reasonOf, Refused } from "./api";
import { createChrome, type Action } from "./chrome";
import { fetchDetails, refresh } from "./details";
import { sameField } from "./drafts";
import { DetailsForms } from "./forms";
import { showHeart } from "./heart";
import { actionOf, createHelp } from "./keys";
import { Likes } from "./likes";
import { grow, shrink } from "./motion";
import type { Order } from "./order";
import { sayProblem } from "./problem";
import { Sheet, type SheetName } from "./sheet";
import { Slide } from "./slide";
import { Stage } from "./stage";
import { toast } from "../toast/toast";
import type { Point } from "./zoom";

/** Where the viewer lies: over a gallery, or over the page of a photo. */
export interface Place {
  order: Order;
  /** Another photo is shown: the address says so. */
  turnedTo(id: string): void;
  /** Goes back to what lies under it. */
  leave(id: string): void;
  tileOf(id: string): HTMLElement | null;
  /** Whether somebody else tells what happens in an event. */
  hears(event: string): boolean;
}

interface Ready {
  picture?: HTMLImageElement | null;
  details?: HTMLElement | null;
}

const settles = 140; // milliseconds a photo is looked at before its details are asked for

/** Shows photos full-bleed, one after the other, with everything that can be done about them. */
export class Viewer {
  readonly element = document.createElement("div");
  id: string;
  #stage: Stage;
  #chrome = createChrome((action) => this.#act(action));
  #sheet = new Sheet((shown) => this.#sheetChanged(shown));
  #likes = new Likes(sayProblem, () => this.#showState());
  #forms: DetailsForms;
  #help = createHelp();
  #details: HTMLElement | null = null;
  #around: { previous: string | null; next: string | null } = { previous: null, next: null };
  #asking = new AbortController();
  #timer = 0;
  #live: { event: string; stream: LiveEvent } | null = null;
  #inert: Element[] = [];
  #title = document.title;
  #stop = new AbortController();

  constructor(
    private readonly place: Place,
    id: string,
    private readonly ready: Ready = {},
  ) {
    this.id = id;
    this.#stage = new Stage({
      make: (other) => this.#makeSlide(other),
      turned: (other) => this.#turned(other),
      tapped: () => this.element.classList.toggle("bare"),
      liked: (point) => this.#likeAt(point),
      pulledAway: () => this.place.leave(this.id),
      lifted: () => this.#sheet.open("info", true),
    });
    this.#forms = new DetailsForms({
      refreshed: () => void this.#refreshDetails(),
      replaced: (details) => this.#showDetails(details),
      lost: () => this.#gone(this.id),
      problem: sayProblem,
      said: (words) => (this.#chrome.said.textContent = words),
    });
    this.#help.hidden = true;
    this.element.className = "viewer";
    this.element.tabIndex = -1;
    this.element.setAttribute("role", "dialog");
    this.element.setAttribute("aria-modal", "true");
    this.element.setAttribute("aria-label", texts.label);
    this.element.append(this.#stage.element, this.#chrome.element, this.#sheet.element, this.#help);
    this.#forms.listen(this.#sheet.content);
  }

  open(tile: HTMLElement | null): void {
    const { signal } = this.#stop;
    for (const other of document.body.children) {
      if (other.matches(".toasts, script, [inert]")) continue;
      other.toggleAttribute("inert", true);
      this.#inert.push(other);
    }
    document.body.append(this.element);
    document.documentElement.classList.add("viewing");
    document.addEventListener("keydown", (event) => this.#key(event), { signal });
    addEventListener("pixeli:photo", (event) => this.#heard((event as CustomEvent<WirePhoto>).detail), { signal });
    addEventListener("pixeli:photo-removed", (event) => this.#gone((event as CustomEvent<{ id: string }>).detail.id), { signal });
    addEventListener("pixeli:photo-restored", (event) => this.#restored((event as CustomEvent<{ id: string }>).detail.id), { signal });
    this.#stage.measure();
    this.#arrange();
    grow(this.#stage.current.frame, this.element, tile);
    this.element.focus({ preventScroll: true });
    this.#show();
    if (this.ready.details) this.#showDetails(this.ready.details);
    else void this.#askDetails();
  }

  /** Shows another photo without moving to it. */
  jump(id: string): void {
    this.id = id;
    this.#arrange();
    this.#turned(id, false);
  }

  openSheet(name: SheetName): void {
    this.#sheet.open(name, false);
  }

  /** More photos are known, or fewer. */
  reorder(): void {
    this.#arrange();
    this.#showState();
  }

  /** Takes itself away and gives the page back. */
  async dispose(isSmooth = true): Promise<void> {
    this.#stop.abort();
    this.#asking.abort();
    clearTimeout(this.#timer);
    this.#live?.stream.stop();
    for (const other of this.#inert) other.removeAttribute("inert");
    document.documentElement.classList.remove("viewing");
    document.title = this.#title;
    if (document.fullscreenElement) void document.exitFullscreen();
    if (isSmooth) await shrink(this.#stage.current.frame, this.element, this.place.tileOf(this.id));
    this.#stage.dispose();
    this.element.remove();
  }

  #makeSlide(id: string): Slide {
    const picture = this.ready.picture;
    if (picture && id === this.id) {
      this.ready.picture = null;
      return new Slide(this.place.order.photo(id), picture);
    }
    const slide = new Slide(this.place.order.photo(id));
    void this.place.order.load(id).then((photo) => photo && slide.update(this.place.order.photo(id)), () => undefined);
    return slide;
  }

  #arrange(): void {
    this.#around = this.place.order.neighbours(this.id);
    this.#stage.arrange(this.#around.previous, this.id, this.#around.next);
  }

  #turned(id: string, tells = true): void {
    this.id = id;
    if (tells) this.place.turnedTo(id);
    this.#details = null;
    this.#asking.abort();
    this.#sheet.content.replaceChildren();
    this.#sheet.content.setAttribute("aria-busy", "true");
    this.#arrange();
    this.#show();
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#askDetails(), settles);
    for (const far of [this.#around.previous, this.#around.next])
      for (const next of far ? Object.values(this.place.order.neighbours(far)) : []) if (next) void this.place.order.load(next).catch(() => undefined);
  }

  #show(): void {
    const { id } = this;
    const { alt } = this.place.order.photo(id);
    this.#likes.show(id, null);
    this.#chrome.when.textContent = "";
    this.#chrome.by.textContent = alt;
    this.#showState();
    void this.place.order.load(id).then((photo) => {
      if (photo && id === this.id && !this.#details) this.#likes.show(id, photo), this.#showState();
    }, () => undefined);
  }

  async #askDetails(): Promise<void> {
    const { id } = this;
    const { signal } = (this.#asking = new AbortController());
    try {
      const details = await fetchDetails(id, signal);
      if (id === this.id && !signal.aborted) this.#showDetails(details);
    } catch (failure) {
      if (signal.aborted || id !== this.id) return;
      if (failure instanceof Refused && failure.status === 404) this.#gone(id);
      else this.#failed(reasonOf(failure));
    }
  }

  #failed(words: string): void {
    const again = Object.assign(document.createElement("button"), { type: "button", className: "button quiet", textContent: texts.tryAgain });
    again.addEventListener("click", () => void this.#askDetails());
    const text = Object.assign(document.createElement("p"), { textContent: words });
    const box = Object.assign(document.createElement("div"), { className: "details" });
    box.append(text, again);
    this.#sheet.content.replaceChildren(box);
    this.#sheet.content.removeAttribute("aria-busy");
  }

  #showDetails(details: HTMLElement): void {
    const held = this.#sheet.content.contains(document.activeElement) ? document.activeElement : null;
    const field = sameField(details, held);
    this.#details = details;
    this.#sheet.content.replaceChildren(details);
    this.#sheet.content.removeAttribute("aria-busy");
    this.#forms.prepare(details);
    if (held) (field ?? this.#sheet.element).focus({ preventScroll: true });
    this.#stage.slideOf(this.id)?.allowOriginal(details.dataset.zoom ?? null);
    this.#hear(details.dataset.event ?? "");
    this.#takeOver(details);
  }

  #takeOver({ dataset }: HTMLElement): void {
    this.#likes.show(this.id, { is_liked: dataset.liked === "true", likes_count: Number(dataset.likes), comments_count: Number(dataset.comments) });
    this.#showState();
  }

  async #refreshDetails(): Promise<void> {
    const { id } = this;
    const fresh = await fetchDetails(id, this.#stop.signal).catch(() => null);
    if (!fresh || id !== this.id || !this.#details) return;
    refresh(this.#details, fresh);
    this.#forms.prepare(this.#details);
    this.#takeOver(this.#details);
  }

  /** Buttons, counters and captions as things stand. Whoever was on a button that goes is in the viewer still. */
  #showState(): void {
    const held = document.activeElement;
    this.#describe();
    if (held instanceof HTMLElement && held.hidden && this.element.contains(held)) this.element.focus({ preventScroll: true });
  }

  #describe(): void {
    const { button, when, by } = this.#chrome;
    const data = this.#details?.dataset;
    const { isLiked, likes, comments } = this.#likes;
    const like = button("like");
    like.classList.toggle("liked", isLiked);
    like.setAttribute("aria-pressed", String(isLiked));
    like.querySelector(".count")!.textContent = likes > 0 ? String(likes) : "";
    button("comments").querySelector(".count")!.textContent = comments > 0 ? String(comments) : "";
    const position = this.place.order.position(this.id);
    if (data) {
      when.textContent = data.when ?? "";
      by.textContent = [`${texts.by} ${data.by}`, position && fill(texts.position, position)].filter(Boolean).join(" · ");
      document.title = `${data.name} · Pixel-i`;
      this.element.setAttribute("aria-label", data.name ?? texts.label);
    }
    const download = button("download");
    download.hidden = !data?.original;
    if (data?.original) download.setAttribute("href", data.original);
    button("delete").hidden = data?.canDelete === undefined;
    button("full").hidden = !document.fullscreenEnabled;
    button("previous").hidden = this.#around.previous === null;
    button("next").hidden = this.#around.next === null;
    for (const name of ["info", "comments", "share"] as const) button(name).setAttribute("aria-expanded", String(this.#sheet.shown === name));
  }

  #sheetChanged(shown: SheetName | null): void {
    this.element.classList.toggle("with-sheet", shown !== null);
    this.#stage.measure();
    this.#showState();
  }

  #act(action: Action): void {
    if (action === "close") this.place.leave(this.id);
    else if (action === "previous" || action === "next") {
      if (!this.#stage.turn(action === "next" ? 1 : -1)) this.#chrome.said.textContent = action === "next" ? texts.last : texts.first;
    } else if (action === "like") void this.#likes.toggle();
    else if (action === "delete") this.#forms.deletePhoto(this.id);
    else if (action === "full") void (document.fullscreenElement ? document.exitFullscreen() : this.element.requestFullscreen().catch(() => undefined));
    else if (action === "help") this.#toggleHelp();
    else if (action !== "download") {
      if (this.#sheet.shown === action) this.#sheet.close();
      else this.#sheet.open(action, true);
    }
  }

  #toggleHelp(): void {
    this.#help.hidden = !this.#help.hidden;
    if (this.#help.hidden) this.element.focus({ preventScroll: true });
    else this.#help.focus({ preventScroll: true });
  }

  #likeAt(point: Point): void {
    showHeart(this.#stage.element, point);
    void this.#likes.like();
  }

  #key(event: KeyboardEvent): void {
    if (event.defaultPrevented) return;
    if (event.key === "Escape") {
      event.preventDefault();
      if (!this.#help.hidden) this.#toggleHelp();
      else if (this.#sheet.shown) this.#sheet.close();
      else this.place.leave(this.id);
      return;
    }
    const inSheet = this.#sheet.element.contains(event.target as Node);
    if (!inSheet && (event.key === "+" || event.key === "=" || event.key === "-")) this.#stage.zoomBy(event.key === "-" ? 1 / 1.5 : 1.5);
    const action = actionOf(event);
    if (action) {
      event.preventDefault();
      this.#act(action);
    } else if (!inSheet && /^(Page(Up|Down)|Home|End|Arrow(Up|Down))$/.test(event.key)) event.preventDefault(); // the page below stays where it is
  }

  #hear(event: string): void {
    if (!event || this.#live?.event === event || this.place.hears(event)) return;
    this.#live?.stream.stop();
    const stream = new LiveEvent(event, { ready: (again) => void (again ? this.#refreshDetails() : this.#catchUp()), reload: () => void this.#refreshDetails() });
    this.#live = { event, stream };
    stream.start();
  }

  /** What happened after the page was made and before the live connection stood. */
  async #catchUp(): Promise<void> {
    const { id } = this;
    const photo = await call<WirePhoto>("GET", `/photos/${id}/`).catch((failure: unknown) => failure);
    if (id !== this.id || this.#stop.signal.aborted) return;
    if (photo instanceof Error) return photo instanceof Refused && photo.status === 404 ? this.#gone(id) : undefined;
    const { is_liked, likes_count, comments_count } = photo as WirePhoto;
    const { isLiked, likes, comments } = this.#likes;
    if (is_liked !== isLiked || likes_count !== likes || comments_count !== comments) void this.#refreshDetails();
  }

  #heard(photo: WirePhoto): void {
    this.#stage.slideOf(photo.id)?.update(this.place.order.photo(photo.id));
    if (photo.id !== this.id) return;
    this.#likes.show(this.id, photo);
    this.#showState();
    if (this.#details) void this.#refreshDetails();
  }

  #gone(id: string): void {
    if (id !== this.id) {
      if (id === this.#around.previous || id === this.#around.next) this.#arrange();
      this.#showState();
      return;
    }
    if (!isDoomed(id)) toast(texts.gone, { isProblem: true }); // somebody else took it away
    const { previous, next } = this.#around;
    const other = next ?? previous;
    if (other === null) this.place.leave(id);
    else {
      this.jump(other);
      this.place.turnedTo(other);
    }
  }

  #restored(id: string): void {
    if (this.#stop.signal.aborted) return;
    this.jump(id);
    this.place.turnedTo(id);
  }
}
