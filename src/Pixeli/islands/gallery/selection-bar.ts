import { gallery as texts } from "texts";
import { icon } from "../icon";
import { plural } from "../text";
import { deleteSoon } from "./deletions";
import { may } from "./photo";
import type { Selection } from "./selection";

interface Action {
  name: string;
  symbol: string;
  label: string;
  needs: number;
  run(ids: string[], left: number): void | Promise<void>;
}

const actions: Action[] = [
  { name: "share", symbol: "share-2", label: texts.share, needs: may.share, run: async (ids, left) => (await import("./share-dialog")).shareMany(ids, left) },
  { name: "tag", symbol: "tag", label: texts.tag, needs: may.edit, run: async (ids, left) => (await import("./edit-dialogs")).tagMany(ids, left) },
  { name: "permit", symbol: "lock", label: texts.permit, needs: may.edit, run: async (ids, left) => (await import("./edit-dialogs")).permitMany(ids, left) },
  { name: "delete", symbol: "trash-2", label: texts.delete, needs: may.delete, run: (ids) => deleteSoon(ids) },
];

/** What can be done with the photos that are chosen: only what the caller may do with at least one of them. */
export class SelectionBar {
  readonly element = document.createElement("div");
  readonly #count = document.createElement("p");
  #buttons: HTMLButtonElement[] = [];

  constructor(
    private readonly chosen: Selection,
    private readonly flagsOf: (id: string) => number,
    private readonly chooseAll: () => void,
    /** It goes, and somebody is in it by keyboard. */
    private readonly left: () => void,
  ) {
    const { element } = this;
    element.className = "selection-bar";
    element.hidden = true;
    element.setAttribute("role", "toolbar");
    element.setAttribute("aria-label", texts.selection);
  }

  show(): void {
    const { ids } = this.chosen;
    const isLeft = ids.length === 0 && this.element.contains(document.activeElement);
    this.element.hidden = ids.length === 0;
    document.documentElement.classList.toggle("selecting", ids.length > 0);
    if (isLeft) this.left();
    if (ids.length === 0) return;
    if (this.#buttons.length === 0) this.#furnish();
    this.#count.textContent = plural(texts.selected, ids.length);
    const together = ids.reduce((flags, id) => flags | this.flagsOf(id), 0);
    actions.forEach(({ needs }, at) => (this.#buttons[at]!.hidden = (together & needs) === 0));
  }

  /** Deletes, as the key does. */
  delete(): void {
    const action = actions.find(({ name }) => name === "delete");
    if (action) void this.#run(action);
  }

  #furnish(): void {
    this.#count.setAttribute("role", "status");
    this.#buttons = actions.map((action) => button(action.symbol, action.label, () => void this.#run(action)));
    const all = button("check-check", texts.selectAll, this.chooseAll);
    const clear = button("x", texts.clear, () => this.chosen.clear());
    clear.lastElementChild!.className = "unseen";
    this.element.append(clear, this.#count, all, ...this.#buttons);
  }

  async #run({ needs, name, run }: Action): Promise<void> {
    const ids = this.chosen.ids.filter((id) => this.flagsOf(id) & needs);
    if (ids.length === 0) return;
    await run(ids, this.chosen.ids.length - ids.length);
    if (name === "delete") this.chosen.clear();
  }
}

function button(symbol: string, label: string, run: () => void): HTMLButtonElement {
  const element = document.createElement("button");
  element.type = "button";
  element.title = label;
  const words = document.createElement("span");
  words.textContent = label;
  element.append(icon(symbol), words);
  element.addEventListener("click", run);
  return element;
}
