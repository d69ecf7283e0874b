import { icon } from "../icon";
import type { Item, State } from "./queue";
import { stateWords } from "./words";

const order: Record<State, number> = { sending: 0, failed: 1, processing: 2, waiting: 3, done: 4, duplicate: 4 };
const icons: Record<State, string> = {
  waiting: "clock", sending: "upload", processing: "aperture", done: "check", duplicate: "check-check", failed: "circle-alert",
};
const maxLines = 60;

/** The lines of the tray: what needs attention first, and no more of them than anybody reads. */
export class Lines {
  #lines = new Map<Item, HTMLLIElement>();

  constructor(
    private readonly list: HTMLElement,
    private readonly rest: HTMLElement,
    private readonly retry: (item: Item) => void,
  ) {}

  show(items: readonly Item[]): void {
    const wanted = [...items].sort((a, b) => order[a.state] - order[b.state]).slice(0, maxLines);
    const keep = new Set(wanted);
    for (const [item, line] of this.#lines) {
      if (keep.has(item)) continue;
      line.remove();
      this.#lines.delete(item);
    }
    wanted.forEach((item, index) => {
      const line = this.#lines.get(item) ?? this.#create(item);
      this.#update(line, item);
      if (this.list.children[index] !== line) this.list.insertBefore(line, this.list.children[index] ?? null);
    });
    const more = items.length - wanted.length;
    this.rest.hidden = more === 0;
    this.rest.textContent = `and ${more} more`;
  }

  #create(item: Item): HTMLLIElement {
    const line = document.createElement("li");
    const picture = document.createElement("span");
    picture.className = "picture";
    const name = document.createElement("span");
    name.className = "name";
    name.textContent = item.file.name;
    const words = document.createElement("span");
    words.className = "words";
    const meter = document.createElement("progress");
    meter.setAttribute("aria-label", item.file.name);
    const again = document.createElement("button");
    again.type = "button";
    again.className = "quiet retry";
    again.append(icon("rotate-cw"), "Retry");
    again.addEventListener("click", () => this.retry(item));
    line.append(picture, name, words, again, meter);
    this.#lines.set(item, line);
    return line;
  }

  #update(line: HTMLLIElement, item: Item): void {
    const [picture, , words, again, meter] = line.children as unknown as [HTMLElement, HTMLElement, HTMLElement, HTMLElement, HTMLProgressElement];
    if (line.dataset.state !== item.state) {
      line.dataset.state = item.state;
      picture.replaceChildren(item.thumbnail ? thumbnail(item.thumbnail) : icon(icons[item.state]));
      again.hidden = item.state !== "failed";
      meter.hidden = item.state !== "sending";
    }
    const text = stateWords(item);
    if (words.textContent !== text) words.textContent = text;
    meter.max = Math.max(1, item.file.size);
    meter.value = item.sent;
  }
}

function thumbnail(url: string): HTMLImageElement {
  const image = document.createElement("img");
  image.alt = "";
  image.src = url;
  return image;
}
