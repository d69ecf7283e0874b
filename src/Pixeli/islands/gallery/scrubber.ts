import { gallery as texts } from "texts";
import { dayHeading, time } from "./dates";
import { rowAt, type Layout } from "./layout";
import { marksOf, positionByKey, type Mark } from "./scrubber-marks";

export interface Scrubbed {
  /** Scrolls to a height of the gallery. */
  scrollTo(top: number): void;
  localAt(at: number): number;
}

const leastScreens = 4; // below that, scrolling is quicker
const lingers = 1400;
const settles = 120;

/** The track at the right edge: says when what is in view was taken, and jumps to any time. */
export class Scrubber {
  readonly element = document.createElement("div");
  readonly #way = document.createElement("div"); // as long as the track: moved instead of the thumb, which costs no layout
  readonly #thumb = document.createElement("div");
  readonly #bubble = document.createElement("div");
  #layout: Layout = { sections: [], height: 0 };
  #marks: Mark[] = [];
  #at = 0;
  #grip = 0;
  #frame = 0;
  #linger = 0;
  #saying = 0;
  #top = 0;

  constructor(private readonly scrubbed: Scrubbed) {
    const { element } = this;
    element.className = "scrubber";
    element.hidden = true;
    element.tabIndex = 0;
    element.setAttribute("role", "slider");
    element.setAttribute("aria-label", texts.scrubber);
    element.setAttribute("aria-orientation", "vertical");
    element.setAttribute("aria-valuemin", "0");
    element.setAttribute("aria-valuemax", "100");
    this.#thumb.className = "thumb";
    this.#bubble.className = "bubble";
    this.#thumb.append(this.#bubble);
    this.#way.className = "way";
    this.#way.append(this.#thumb);
    element.addEventListener("pointerdown", (event) => this.#grab(event));
    element.addEventListener("pointermove", (event) => element.hasPointerCapture(event.pointerId) && this.#drag(event.clientY));
    element.addEventListener("lostpointercapture", () => this.#release());
    element.addEventListener("keydown", (event) => this.#key(event));
  }

  /** The photos lie anew. */
  lay(layout: Layout): void {
    this.#layout = layout;
    const { element } = this;
    element.hidden = layout.height < leastScreens * innerHeight;
    if (element.hidden) return;
    this.#marks = marksOf(layout, (at) => this.scrubbed.localAt(at), innerHeight, element.clientHeight);
    element.replaceChildren(...this.#marks.map(({ at, label }) => {
      const mark = document.createElement("span");
      mark.className = label ? "mark" : "mark dot";
      mark.style.top = `${at * 100}%`;
      mark.textContent = label;
      return mark;
    }), this.#way);
  }

  /** The gallery was scrolled so far, in a window so high. */
  follow(top: number, viewport: number): void {
    if (this.element.hidden) return;
    const reach = Math.max(1, this.#layout.height - viewport);
    this.#at = Math.min(1, Math.max(0, top / reach));
    this.#way.style.translate = `0 ${this.#at * 100}%`;
    this.#top = Math.max(0, top);
    clearTimeout(this.#saying);
    if (this.element.matches(".held, :hover, :focus-visible")) this.#say();
    else this.#saying = setTimeout(() => this.#say(), settles); // nobody sees it meanwhile
    if (top <= 0) return; // the page's head is in view: nothing is to lie over it
    this.element.classList.add("awake");
    clearTimeout(this.#linger);
    this.#linger = setTimeout(() => this.element.classList.remove("awake"), lingers);
  }

  /** When the photos in view were taken. */
  #say(): void {
    const row = rowAt(this.#layout, this.#top + 80);
    if (!row) return;
    const local = this.scrubbed.localAt(row.first);
    const words = `${dayHeading(local)}, ${time(local)}`;
    if (this.#bubble.textContent === words) return;
    this.#bubble.textContent = words;
    this.element.setAttribute("aria-valuetext", words);
    this.element.setAttribute("aria-valuenow", String(Math.round(this.#at * 100)));
  }

  #grab(event: PointerEvent): void {
    if (event.button !== 0) return;
    this.#say();
    const thumb = this.#thumb.getBoundingClientRect();
    const isOnThumb = event.clientY >= thumb.top && event.clientY <= thumb.bottom;
    this.#grip = isOnThumb ? event.clientY - (thumb.top + thumb.height / 2) : 0;
    this.element.setPointerCapture(event.pointerId);
    this.element.classList.add("held");
    if (!isOnThumb) this.#drag(event.clientY);
  }

  #drag(y: number): void {
    const track = this.element.getBoundingClientRect();
    const at = Math.min(1, Math.max(0, (y - this.#grip - track.top) / track.height));
    cancelAnimationFrame(this.#frame);
    this.#frame = requestAnimationFrame(() => this.#go(at));
  }

  #release(): void {
    this.element.classList.remove("held");
  }

  #key(event: KeyboardEvent): void {
    const at = positionByKey(event.key, this.#at, this.#marks);
    if (at === null || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    this.#go(at);
  }

  #go(at: number): void {
    this.scrubbed.scrollTo(at * Math.max(0, this.#layout.height - innerHeight));
  }
}
