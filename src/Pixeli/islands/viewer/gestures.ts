import type { Point } from "./zoom";

/** What fingers, a pen or a mouse do on the stage. Points are counted from its middle. */
export interface Touched {
  tap(): void;
  /** What was told as a tap was the first of two. */
  untap(): void;
  doubleTap(point: Point): void;
  panStart(): void;
  /** How far from where it began. */
  pan(way: Point): void;
  /** With the speed it had, in pixels a millisecond. */
  panEnd(way: Point, speed: Point): void;
  pinchStart(): void;
  pinch(factor: number, middle: Point, way: Point): void;
  pinchEnd(): void;
  wheel(factor: number, point: Point): void;
}

const isStill = 8; // pixels a finger trembles
const doubleWithin = 280; // milliseconds
const speedOver = 80;

interface Sample extends Point {
  time: number;
}

/** Tells taps, pans and pinches apart. */
export class Gestures {
  readonly #pointers = new Map<number, Point>();
  #start: Point = { x: 0, y: 0 };
  #samples: Sample[] = [];
  #state: "idle" | "pressed" | "panning" | "pinching" = "idle";
  #canTap = false;
  #pinchedFrom = { distance: 1, middle: { x: 0, y: 0 } };
  #lastTap: (Sample & { isTold: boolean }) | null = null;
  #tapTimer = 0;

  constructor(
    private readonly element: HTMLElement,
    private readonly touched: Touched,
  ) {
    element.addEventListener("pointerdown", (event) => this.#down(event));
    element.addEventListener("pointermove", (event) => this.#move(event));
    for (const end of ["pointerup", "pointercancel"] as const) element.addEventListener(end, (event) => this.#up(event));
    element.addEventListener("wheel", (event) => this.#wheel(event), { passive: false });
  }

  #point({ clientX, clientY }: MouseEvent): Point {
    const { left, top, width, height } = this.element.getBoundingClientRect();
    return { x: clientX - left - width / 2, y: clientY - top - height / 2 };
  }

  #down(event: PointerEvent): void {
    if (event.button !== 0 || this.#pointers.size === 2) return;
    this.element.setPointerCapture(event.pointerId);
    this.#pointers.set(event.pointerId, this.#point(event));
    if (this.#pointers.size === 1) this.#press(true, event.timeStamp);
    else this.#beginPinch();
  }

  #press(canTap: boolean, time: number): void {
    const [point] = this.#pointers.values();
    this.#start = point!;
    this.#samples = [{ ...point!, time }];
    this.#canTap = canTap;
    this.#state = "pressed";
  }

  #beginPinch(): void {
    if (this.#state === "panning") this.touched.panEnd(this.#way(), { x: 0, y: 0 });
    this.#forgetTap();
    this.#pinchedFrom = this.#pair();
    this.#state = "pinching";
    this.touched.pinchStart();
  }

  #move(event: PointerEvent): void {
    if (!this.#pointers.has(event.pointerId)) return;
    this.#pointers.set(event.pointerId, this.#point(event));
    if (this.#state === "pinching") {
      const { distance, middle } = this.#pair();
      const from = this.#pinchedFrom;
      this.touched.pinch(distance / from.distance, from.middle, { x: middle.x - from.middle.x, y: middle.y - from.middle.y });
      return;
    }
    const way = this.#way();
    if (this.#state === "pressed") {
      if (Math.hypot(way.x, way.y) < isStill) return;
      this.#state = "panning";
      this.#forgetTap();
      this.touched.panStart();
    }
    this.#samples.push({ ...this.#pointers.get(event.pointerId)!, time: event.timeStamp });
    this.touched.pan(way);
  }

  #up(event: PointerEvent): void {
    if (!this.#pointers.has(event.pointerId)) return;
    const way = this.#way();
    this.#pointers.delete(event.pointerId);
    if (this.#state === "pinching") {
      this.touched.pinchEnd();
      if (this.#pointers.size === 1) this.#press(false, event.timeStamp);
      return;
    }
    const state = this.#state;
    this.#state = "idle";
    if (state === "panning") this.touched.panEnd(way, event.type === "pointerup" ? this.#speed(event.timeStamp) : { x: 0, y: 0 });
    else if (state === "pressed" && this.#canTap && event.type === "pointerup") this.#tapped(this.#start, event.timeStamp);
  }

  /** Two taps are one of two by when the finger touched, however late a busy page hears of the second. */
  #tapped(point: Point, time: number): void {
    const last = this.#lastTap;
    this.#forgetTap();
    if (last && time - last.time < doubleWithin && Math.hypot(point.x - last.x, point.y - last.y) < 40) {
      if (last.isTold) this.touched.untap();
      this.touched.doubleTap(point);
      return;
    }
    const tap = { ...point, time, isTold: false };
    this.#lastTap = tap;
    this.#tapTimer = setTimeout(() => {
      tap.isTold = true;
      this.touched.tap();
    }, doubleWithin);
  }

  #forgetTap(): void {
    clearTimeout(this.#tapTimer);
    this.#lastTap = null;
  }

  #wheel(event: WheelEvent): void {
    event.preventDefault();
    const lines = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? 16 : 1;
    this.touched.wheel(Math.exp((-event.deltaY * lines) / (event.ctrlKey ? 120 : 480)), this.#point(event));
  }

  #way(): Point {
    const [point] = this.#pointers.values();
    return { x: point!.x - this.#start.x, y: point!.y - this.#start.y };
  }

  #pair(): { distance: number; middle: Point } {
    const [a, b] = [...this.#pointers.values()] as [Point, Point];
    return { distance: Math.max(1, Math.hypot(a.x - b.x, a.y - b.y)), middle: { x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 } };
  }

  #speed(now: number): Point {
    const recent = this.#samples.filter(({ time }) => now - time <= speedOver);
    const [first, last] = [recent[0], recent.at(-1)];
    const time = first && last ? last.time - first.time : 0;
    return time <= 0 ? { x: 0, y: 0 } : { x: (last!.x - first!.x) / time, y: (last!.y - first!.y) / time };
  }
}
