import { gallery as texts } from "texts";
import { icon } from "../icon";
import { fill } from "../text";
import { briefDay, dayHeading, msOfDay } from "./dates";
import { visible, type Layout, type Row, type Section } from "./layout";

interface ShownSection {
  element: HTMLElement;
  rows: Map<number, HTMLElement>;
}

/** Keeps in the document what is near the viewport, and nothing else. */
export class View {
  readonly #sections = new Map<number, ShownSection>();
  readonly #spare = new Map<string, HTMLElement>();

  constructor(
    private readonly root: HTMLElement,
    private readonly cellOf: (at: number, spare: Map<string, HTMLElement>) => HTMLElement,
  ) {}

  get cells(): NodeListOf<HTMLElement> {
    return this.root.querySelectorAll<HTMLElement>(".cell");
  }

  /** Begins anew, for another layout. Cells that are still wanted are used again. */
  reset(): void {
    for (const cell of this.cells) this.#spare.set((cell.firstElementChild as HTMLElement).dataset.id ?? "", cell);
    this.#sections.clear();
    this.root.replaceChildren();
  }

  show(layout: Layout, widthOf: (at: number, row: Row) => number, from: number, to: number): void {
    const seen = visible(layout, from, to);
    const wanted = new Set(seen.map(({ section }) => section.first));
    for (const [key, shown] of this.#sections) {
      if (wanted.has(key)) continue;
      if (hasFocus(shown.element)) {
        dropRows(shown, () => false);
        continue;
      }
      drop(shown.element);
      this.#sections.delete(key);
    }
    let after = following(this.#sections, seen.at(-1)?.section.first)?.element ?? null;
    for (const { section, rows } of seen.toReversed()) {
      let shown = this.#sections.get(section.first);
      if (!shown) {
        shown = { element: createSection(section), rows: new Map() };
        this.#sections.set(section.first, shown);
        this.root.insertBefore(shown.element, after);
      }
      this.#showRows(shown, section, rows, widthOf);
      after = shown.element;
    }
    this.#spare.clear();
  }

  #showRows({ element, rows }: ShownSection, section: Section, wanted: Row[], widthOf: (at: number, row: Row) => number): void {
    const first = wanted[0]?.first ?? 0;
    const last = wanted.at(-1)?.first ?? -1;
    dropRows({ element, rows }, (key) => key >= first && key <= last);
    let after = following(rows, last) ?? null;
    for (const row of wanted.toReversed()) {
      let shown = rows.get(row.first);
      if (!shown) {
        shown = this.#createRow(row, section, widthOf);
        rows.set(row.first, shown);
        element.insertBefore(shown, after);
      }
      after = shown;
    }
  }

  #createRow(row: Row, section: Section, widthOf: (at: number, row: Row) => number): HTMLElement {
    const element = document.createElement("div");
    element.className = "row";
    element.style.top = `${row.top - section.top}px`;
    element.style.height = `${row.height}px`;
    for (let at = row.first; at < row.end; at++) {
      const cell = this.cellOf(at, this.#spare);
      cell.style.width = `${widthOf(at, row)}px`;
      element.append(cell);
    }
    return element;
  }
}

/** Who is in a photo by keyboard stays in it, however far the page is scrolled: it stays in the document. */
const hasFocus = (element: Element): boolean => element.contains(document.activeElement);

function dropRows({ rows }: ShownSection, isWanted: (key: number) => boolean): void {
  for (const [key, row] of rows) {
    if (isWanted(key) || hasFocus(row)) continue;
    drop(row);
    rows.delete(key);
  }
}

/** What is kept behind the last that is wanted: the wanted ones come before it. */
function following<T>(kept: ReadonlyMap<number, T>, last = -1): T | undefined {
  let next = Infinity;
  for (const key of kept.keys()) if (key > last && key < next) next = key;
  return kept.get(next);
}

/** What leaves is not loaded any more, so that what is looked at comes first. */
function drop(element: HTMLElement): void {
  element.remove();
  for (const image of element.querySelectorAll("img")) if (!image.complete) image.removeAttribute("src");
}

function createSection(section: Section): HTMLElement {
  const element = document.createElement("section");
  Object.assign(element.style, { top: `${section.top}px`, left: `${section.left}px`, width: `${section.width}px`, height: `${section.height}px` });
  const heading = document.createElement("h2");
  const words = dayHeading(section.day * msOfDay);
  const pick = document.createElement("button");
  pick.type = "button";
  pick.tabIndex = -1; // only that of the day one is in, see tab-stop.ts
  pick.className = "pick-day";
  pick.dataset.first = String(section.first);
  pick.dataset.end = String(section.end);
  pick.setAttribute("aria-label", fill(texts.pickDay, { day: words }));
  pick.append(icon("check"));
  const text = document.createElement("span");
  text.textContent = words;
  const brief = document.createElement("span");
  brief.className = "brief";
  brief.setAttribute("aria-hidden", "true");
  brief.textContent = briefDay(section.day * msOfDay);
  heading.append(text, brief, pick);
  element.append(heading);
  return element;
}
