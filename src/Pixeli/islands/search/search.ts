import { search as texts } from "texts";
import { icon } from "../icon";
import { make } from "../make";
import { visit } from "../navigation/navigation";
import { fill } from "../text";
import { PastSearches } from "./recent";
import { suggest, withFilter, type Suggestion } from "./suggestions";

const typingPause = 140; // milliseconds of not typing

/** The search field: suggestions while one types (the WAI-ARIA combobox with a list), and the searches made before while it is empty. */
class SearchField extends HTMLElement {
  #past!: PastSearches;
  #input!: HTMLInputElement;
  #list!: HTMLElement;
  #recent!: HTMLElement;
  #offered: Suggestion[] = [];
  #active = -1;
  #timer = 0;
  #asking: AbortController | null = null;

  connectedCallback(): void {
    this.#past = new PastSearches(this.closest<HTMLElement>("#page")?.dataset.person ?? "");
    const words = this.getAttribute("words");
    if (words) this.#past.add({ query: location.search, words });
    if (this.#input) return;
    this.#input = this.querySelector("input")!;
    this.#list = make("ul", "", "options");
    this.#list.id = "search-suggestions";
    this.#list.role = "listbox";
    this.#list.setAttribute("aria-label", texts.suggestions);
    this.#recent = make("section", "", "recent");
    this.querySelector(".box")!.append(this.#list);
    for (const [name, value] of Object.entries({ role: "combobox", "aria-autocomplete": "list", "aria-controls": this.#list.id }))
      this.#input.setAttribute(name, value);
    this.#input.addEventListener("input", () => this.#typed());
    this.#input.addEventListener("keydown", (event) => this.#key(event));
    this.#input.addEventListener("focus", () => this.#showRecent());
    this.addEventListener("focusout", (event) => {
      if (this.contains(event.relatedTarget as Node | null)) return;
      this.#offer([]);
      this.#showRecent(false);
    });
    // A finger or mouse on a line must not take the focus from the field first.
    this.#list.addEventListener("pointerdown", (event) => event.preventDefault());
    this.#list.addEventListener("click", (event) => {
      const line = (event.target as Element).closest("li");
      if (line) this.#take(this.#offered[[...this.#list.children].indexOf(line)]!);
    });
    this.#offer([]);
    this.#showRecent(false);
  }

  #typed(): void {
    clearTimeout(this.#timer);
    this.#asking?.abort();
    this.#showRecent();
    const typed = this.#input.value.trim();
    if (!typed) return this.#offer([]);
    this.#timer = setTimeout(async () => {
      const { signal } = (this.#asking = new AbortController());
      const found = await suggest(typed, signal);
      const isSame = JSON.stringify(found) === JSON.stringify(this.#offered); // then what was pointed at stays
      if (!signal.aborted && !isSame && this.contains(document.activeElement)) this.#offer(found);
    }, typingPause);
  }

  #key(event: KeyboardEvent): void {
    const step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
    if (event.key === "Escape" && this.#offered.length > 0) {
      event.preventDefault();
      this.#offer([]);
    } else if (event.key === "Enter" && this.#offered[this.#active]) {
      event.preventDefault();
      this.#take(this.#offered[this.#active]!);
    } else if (step === 1 && !this.#recent.hidden) {
      event.preventDefault();
      this.#recent.querySelector("a")?.focus();
    } else if (step !== 0 && this.#offered.length > 0) {
      event.preventDefault();
      const stops = this.#offered.length + 1; // the last is the field itself
      this.#mark((this.#active + step + 1 + stops) % stops - 1);
    }
  }

  #take(suggestion: Suggestion): void {
    const { form } = this.#input;
    void visit(new URL(`${form!.action.split("?")[0]}?${withFilter(new FormData(form!), suggestion)}`), { history: "push" });
  }

  #offer(found: Suggestion[]): void {
    if (found.length === 0) {
      clearTimeout(this.#timer);
      this.#asking?.abort();
    }
    this.#offered = found;
    this.#list.replaceChildren(
      ...found.map(({ icon: name, words }, index) => {
        const line = make("li");
        line.role = "option";
        line.id = `${this.#list.id}-${index}`;
        line.append(icon(name), make("span", words));
        return line;
      }),
    );
    this.#list.hidden = found.length === 0;
    this.#input.setAttribute("aria-expanded", String(found.length > 0));
    this.#mark(-1);
  }

  #mark(active: number): void {
    this.#active = active;
    [...this.#list.children].forEach((line, index) => line.setAttribute("aria-selected", String(index === active)));
    const line = this.#list.children[active];
    if (line) this.#input.setAttribute("aria-activedescendant", line.id);
    else this.#input.removeAttribute("aria-activedescendant");
    line?.scrollIntoView({ block: "nearest" });
  }

  /** On the page without a search they are always there, else while somebody is in the empty field. */
  #showRecent(hasFocus = true): void {
    const past = this.#past.all;
    const isStart = location.search === "";
    this.#recent.classList.toggle("floating", !isStart);
    (isStart ? this : this.querySelector(".box")!).append(this.#recent);
    this.#recent.hidden = past.length === 0 || this.#input.value.trim() !== "" || !(isStart || hasFocus);
    if (this.#recent.hidden) return this.#recent.replaceChildren();
    const list = make("ul");
    list.append(
      ...past.map(({ query, words }) => {
        const line = make("li");
        const link = make("a", words);
        link.setAttribute("href", `${location.pathname}${query}`);
        link.prepend(icon("clock"));
        line.append(link, this.#button("", fill(texts.forget, { what: words }), () => this.#past.remove(query)));
        return line;
      }),
    );
    const heading = make("h2", texts.recent);
    const head = make("div", "", "head");
    head.append(heading, this.#button(texts.forgetAll, null, () => this.#past.clear()));
    this.#recent.replaceChildren(head, list);
  }

  #button(words: string, label: string | null, run: () => void): HTMLElement {
    const button = make("button", words) as HTMLButtonElement;
    button.type = "button";
    if (label) {
      button.setAttribute("aria-label", label);
      button.append(icon("x"));
    }
    button.addEventListener("click", () => {
      run();
      this.#showRecent();
      this.#input.focus();
    });
    return button;
  }
}

customElements.define("pixeli-search", SearchField);
