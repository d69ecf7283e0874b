import { viewer as texts } from "texts";
import { icon } from "../icon";

export type SheetName = "info" | "comments" | "share" | "likes";

const titles: Record<SheetName, string> = { info: texts.details, comments: texts.comments, share: texts.share, likes: texts.likes };

/** A sheet from below on phones, a panel beside the photo on wide screens. Shows one part of the details at a time. */
export class Sheet {
  readonly element = document.createElement("section");
  readonly content = document.createElement("div");
  readonly #title = document.createElement("h2");
  #returnTo: HTMLElement | null = null;
  shown: SheetName | null = null;

  constructor(private readonly changed: (shown: SheetName | null) => void) {
    this.element.className = "drawer";
    this.element.hidden = true;
    this.element.tabIndex = -1;
    this.element.setAttribute("aria-labelledby", "sheet-title");
    this.#title.id = "sheet-title";
    this.content.className = "sheet-content";
    const close = document.createElement("button");
    close.type = "button";
    close.className = "tool";
    close.setAttribute("aria-label", texts.back);
    close.append(icon("x"));
    close.addEventListener("click", () => this.close());
    const head = document.createElement("header");
    head.append(this.#title, close);
    this.element.append(head, this.content);
    this.#drag(head);
  }

  open(name: SheetName, takesFocus: boolean): void {
    if (this.shown === null) this.#returnTo = document.activeElement as HTMLElement | null;
    this.shown = name;
    this.#title.textContent = titles[name];
    this.element.dataset.shown = name;
    this.element.hidden = false;
    this.content.scrollTop = 0;
    this.changed(name);
    if (takesFocus) this.element.focus({ preventScroll: true });
  }

  close(): void {
    if (this.shown === null) return;
    const hadFocus = this.element.contains(document.activeElement);
    this.shown = null;
    this.element.hidden = true;
    this.element.style.translate = "";
    this.changed(null);
    if (hadFocus) this.#returnTo?.focus({ preventScroll: true });
  }

  /** Pulled down by its head, it goes. */
  #drag(head: HTMLElement): void {
    let from: { y: number; time: number } | null = null;
    head.addEventListener("pointerdown", (event) => {
      if ((event.target as Element).closest("button") || matchMedia("(min-width: 900px)").matches) return;
      from = { y: event.clientY, time: event.timeStamp };
      head.setPointerCapture(event.pointerId);
    });
    head.addEventListener("pointermove", ({ clientY }) => {
      if (from) this.element.style.translate = `0 ${Math.max(0, clientY - from.y)}px`;
    });
    const end = ({ clientY, timeStamp }: PointerEvent): void => {
      if (!from) return;
      const way = clientY - from.y;
      const isFlick = way > 24 && way / (timeStamp - from.time) > 0.5;
      from = null;
      if (isFlick || way > this.element.clientHeight / 3) this.close();
      this.element.style.translate = "";
    };
    head.addEventListener("pointerup", end);
    head.addEventListener("pointercancel", end);
  }
}
