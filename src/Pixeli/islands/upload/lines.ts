import { upload as texts } from "texts";
import { icon } from "../icon";
import { fill } from "../text";
import { isRetriable, isUnsent, type Item, type State } from "./item";
import { stateWords } from "./words";

const order: Record<State, number> = {
  sending: 0, failed: 1, processing: 2, checking: 3, ready: 4, waiting: 4, cancelled: 5, duplicate: 6, done: 7,
};
const icons: Record<State, string> = {
  waiting: "clock", ready: "clock", checking: "scan-search", sending: "upload", processing: "aperture", done: "check",
  duplicate: "check-check", failed: "circle-alert", cancelled: "x",
};
const height = 4.5; // of the root's font size: larger letters need higher lines
const spare = 4;

interface Acts {
  retry(item: Item): void;
  cancel(item: Item): void;
  /** Finds the picture of a photo that is on the server, and says so once it is there. */
  picture(item: Item, found: () => void): void;
}

/** The lines of the tray, what needs attention first. Only those in sight are in the document, however many there are. */
export class Lines {
  #lines = new Map<Item, HTMLLIElement>();
  #items: Item[] = [];
  #height = 72;

  constructor(
    private readonly frame: HTMLElement,
    private readonly list: HTMLElement,
    private readonly acts: Acts,
  ) {
    frame.addEventListener("scroll", () => this.#render(), { passive: true });
    new ResizeObserver(() => this.#render()).observe(frame);
  }

  show(items: readonly Item[]): void {
    this.#items = [...items].sort((a, b) => order[a.state] - order[b.state]);
    this.#height = height * parseFloat(getComputedStyle(document.documentElement).fontSize);
    this.list.style.height = `${this.#items.length * this.#height}px`;
    this.#render();
  }

  #render(): void {
    const from = Math.max(0, Math.floor(this.frame.scrollTop / this.#height) - spare);
    const to = Math.min(this.#items.length, Math.ceil((this.frame.scrollTop + this.frame.clientHeight) / this.#height) + spare);
    const wanted = this.#items.slice(from, to);
    const keep = new Set(wanted);
    const held = this.list.contains(document.activeElement) ? (document.activeElement as HTMLElement) : null;
    for (const [item, line] of this.#lines) {
      if (keep.has(item)) continue;
      line.remove();
      this.#lines.delete(item);
    }
    wanted.forEach((item, index) => {
      const line = this.#lines.get(item) ?? this.#create(item);
      this.#update(line, item, from + index);
      if (this.list.children[index] !== line) this.list.insertBefore(line, this.list.children[index] ?? null);
    });
    if (held) this.#keepFocus(held);
  }

  /** A line that moves, or whose button goes, does not lose who is in it. */
  #keepFocus(held: HTMLElement): void {
    const isThere = held.isConnected && !held.hidden;
    if (isThere && document.activeElement === held) return;
    const other = held.isConnected ? held.closest("li")?.querySelector<HTMLElement>("button:not([hidden])") : null;
    (isThere ? held : (other ?? this.frame)).focus({ preventScroll: true });
  }

  #create(item: Item): HTMLLIElement {
    const line = document.createElement("li");
    line.innerHTML = '<span class="picture"></span><span class="name"></span><span class="words"></span><progress></progress>';
    const [picture, name, , meter] = line.children as unknown as [HTMLElement, HTMLElement, HTMLElement, HTMLElement];
    picture.setAttribute("aria-hidden", "true");
    name.textContent = item.name;
    meter.setAttribute("aria-label", item.name);
    line.append(
      button("retry", "rotate-cw", fill(texts.retryFile, { name: item.name }), texts.retry, () => this.acts.retry(item)),
      button("cancel", "x", fill(texts.cancelFile, { name: item.name }), null, () => this.acts.cancel(item)),
    );
    this.#lines.set(item, line);
    return line;
  }

  #update(line: HTMLLIElement, item: Item, index: number): void {
    line.style.top = `${index * this.#height}px`;
    line.setAttribute("aria-setsize", String(this.#items.length));
    line.setAttribute("aria-posinset", String(index + 1));
    const [picture, , words, meter, retry, cancel] =
      line.children as unknown as [HTMLElement, HTMLElement, HTMLElement, HTMLProgressElement, HTMLElement, HTMLElement];
    if (!item.thumbnail && (item.state === "done" || item.state === "duplicate")) this.acts.picture(item, () => this.#render());
    if (line.dataset.state !== item.state || (line.dataset.picture ?? null) !== item.thumbnail) {
      line.dataset.state = item.state;
      if (item.thumbnail) line.dataset.picture = item.thumbnail;
      picture.replaceChildren(icon(icons[item.state]), ...(item.thumbnail ? [thumbnail(item.thumbnail)] : []));
      retry.hidden = !isRetriable(item);
      cancel.hidden = !isUnsent(item);
      meter.hidden = item.state !== "sending";
    }
    const text = stateWords(item);
    if (words.textContent !== text) words.title = words.textContent = text;
    meter.max = Math.max(1, item.size);
    meter.value = item.sent;
  }
}

function button(name: string, image: string, label: string, text: string | null, act: () => void): HTMLButtonElement {
  const element = document.createElement("button");
  element.type = "button";
  element.className = name;
  element.setAttribute("aria-label", label);
  element.append(icon(image), ...(text ? [text] : []));
  element.addEventListener("click", act);
  return element;
}

function thumbnail(url: string): HTMLImageElement {
  const image = document.createElement("img");
  image.alt = "";
  image.src = url;
  return image;
}
