import { Gestures, type Touched } from "./gestures";
import type { Slide } from "./slide";
import { afterSwipe, clamp, fitted, isPulledAway, reach, stretch, zoomAt, type Point, type View } from "./zoom";

export interface StageEvents {
  make(id: string): Slide;
  /** Another photo stands in the middle. */
  turned(id: string): void;
  tapped(): void;
  liked(point: Point): void;
  pulledAway(): void;
  lifted(): void;
}

const gap = 24;
const duration = 190;
const isCalm = (): boolean => matchMedia("(prefers-reduced-motion: reduce)").matches;

/** Shows a photo with its neighbours left and right of it, and moves them as fingers do. */
export class Stage implements Touched {
  readonly element = document.createElement("div");
  #slides: (Slide | null)[] = [null, null, null];
  #mode: "none" | "track" | "picture" | "pull" | "lift" = "none";
  #from: View = fitted;
  #finish: (() => void) | null = null;
  #size = { width: 1, height: 1 };
  readonly #resize = new ResizeObserver(() => this.measure());

  constructor(private readonly events: StageEvents) {
    this.element.className = "stage";
    new Gestures(this.element, this);
    this.#resize.observe(this.element);
  }

  get current(): Slide {
    return this.#slides[1]!;
  }

  /** The slide of a photo, while it is near. */
  slideOf(id: string): Slide | null {
    return this.#slides.find((slide) => slide?.id === id) ?? null;
  }

  arrange(previous: string | null, current: string, next: string | null): void {
    this.#finish?.();
    const slides = [previous, current, next].map((id) => (id === null ? null : (this.slideOf(id) ?? this.events.make(id))));
    for (const slide of this.#slides) if (slide && !slides.includes(slide)) slide.element.remove();
    this.#slides = slides;
    for (const slide of slides) {
      if (!slide) continue;
      if (slide !== slides[1]) slide.look(fitted);
      slide.element.toggleAttribute("inert", slide !== slides[1]);
      if (slide.element.parentElement !== this.element) this.element.append(slide.element);
      slide.resize(this.#size.width, this.#size.height);
    }
    this.#place(0);
  }

  measure(): void {
    const { clientWidth: width, clientHeight: height } = this.element;
    if (width === 0 || (width === this.#size.width && height === this.#size.height)) return;
    this.#size = { width, height };
    for (const slide of this.#slides) slide?.resize(width, height);
    this.#place(0);
  }

  /** Turns to a neighbour. False when there is none. */
  turn(direction: -1 | 1): boolean {
    this.#finish?.();
    const slide = this.#slides[1 + direction];
    if (!slide) return false;
    this.#glide(() => this.#place(-direction * (this.#size.width + gap)), () => this.events.turned(slide.id));
    return true;
  }

  zoomBy(factor: number, point: Point = { x: 0, y: 0 }): void {
    const slide = this.current;
    const scale = Math.min(slide.most, Math.max(1, slide.view.scale * factor));
    this.#look(clamp(zoomAt(slide.view, scale, point), slide.sizes, slide.most), true);
  }

  tap(): void {
    this.events.tapped();
  }

  untap(): void {
    this.events.tapped(); // which undoes itself
  }

  doubleTap(point: Point): void {
    this.events.liked(point);
  }

  panStart(): void {
    this.#finish?.();
    this.#mode = "none";
    this.#from = this.current.view;
  }

  pan(way: Point): void {
    if (this.#mode === "none") this.#mode = this.#modeFor(way);
    if (this.#mode === "track") this.#place(this.#slides[way.x < 0 ? 2 : 0] ? way.x : way.x * 0.3);
    else if (this.#mode === "pull") this.#pull(way);
    else if (this.#mode === "picture") {
      const { scale, x, y } = this.#from;
      const limit = reach(this.current.sizes, scale);
      this.current.look({ scale, x: stretch(x + way.x, limit.x), y: stretch(y + way.y, limit.y) });
    }
  }

  panEnd(way: Point, speed: Point): void {
    const mode = this.#mode;
    this.#mode = "none";
    if (mode === "track") {
      const direction = afterSwipe(way.x, speed.x, this.#size.width);
      if (direction === 0 || !this.turn(direction)) this.#glide(() => this.#place(0));
    } else if (mode === "pull") {
      if (isPulledAway(way.y, speed.y, this.#size.height)) this.events.pulledAway();
      else this.#glide(() => this.#pull({ x: 0, y: 0 }));
    } else if (mode === "lift") {
      if (way.y < -40) this.events.lifted();
    } else if (mode === "picture") {
      const { scale, x, y } = this.current.view;
      this.#look(clamp({ scale, x: x + speed.x * 160, y: y + speed.y * 160 }, this.current.sizes, this.current.most), true);
    }
  }

  pinchStart(): void {
    this.#finish?.();
    this.#place(0);
    this.#from = this.current.view;
  }

  pinch(factor: number, middle: Point, way: Point): void {
    const { most } = this.current;
    const scale = Math.min(most * 1.3, Math.max(0.7, this.#from.scale * factor));
    const view = zoomAt(this.#from, scale, middle);
    this.current.look({ scale, x: view.x + way.x, y: view.y + way.y });
  }

  pinchEnd(): void {
    this.#look(clamp(this.current.view, this.current.sizes, this.current.most), true);
  }

  wheel(factor: number, point: Point): void {
    this.#finish?.();
    const slide = this.current;
    const scale = Math.min(slide.most, Math.max(1, slide.view.scale * factor));
    this.#look(clamp(zoomAt(slide.view, scale, point), slide.sizes, slide.most), false);
  }

  #modeFor(way: Point): "track" | "picture" | "pull" | "lift" {
    const isAcross = Math.abs(way.x) > Math.abs(way.y);
    const { scale, x } = this.#from;
    if (scale > 1.01) {
      const { x: limit } = reach(this.current.sizes, scale);
      const isAtEdge = way.x > 0 ? x >= limit - 1 : x <= 1 - limit;
      return isAcross && isAtEdge && this.#slides[way.x < 0 ? 2 : 0] ? "track" : "picture";
    }
    if (isAcross) return "track";
    return way.y > 0 ? "pull" : "lift";
  }

  #look(view: View, isSmooth: boolean): void {
    const slide = this.current;
    const next = view.scale <= 1.001 ? fitted : view;
    this.element.classList.toggle("zoomed", next !== fitted);
    if (isSmooth) this.#glide(() => slide.look(next));
    else slide.look(next);
  }

  #pull({ x, y }: Point): void {
    const down = Math.max(0, y);
    const scale = 1 - Math.min(0.3, down / (this.#size.height * 2));
    this.current.frame.style.transform = y === 0 && x === 0 ? "" : `translate(${x}px, ${y}px) scale(${scale})`;
    this.element.parentElement?.style.setProperty("--pulled", String(Math.min(1, down / (this.#size.height / 2))));
  }

  #place(offset: number): void {
    for (const [index, slide] of this.#slides.entries())
      if (slide) slide.element.style.transform = `translateX(${(index - 1) * (this.#size.width + gap) + offset}px)`;
  }

  /** Makes a change in a smooth way; whatever begins meanwhile finds it done. */
  #glide(change: () => void, done?: () => void): void {
    this.#finish?.();
    if (isCalm()) {
      change();
      done?.();
      return;
    }
    this.element.classList.add("gliding");
    change();
    const timer = setTimeout(() => this.#finish?.(), duration);
    this.#finish = () => {
      clearTimeout(timer);
      this.#finish = null;
      this.element.classList.remove("gliding");
      done?.();
    };
  }

  dispose(): void {
    this.#finish = null;
    this.#resize.disconnect();
  }
}
