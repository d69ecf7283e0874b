import { upload as texts } from "texts";
import { icon } from "../icon";
import { fill } from "../text";

export interface Suggestion {
  value: string;
  label: string;
}

const typingPause = 150;

/** A field that takes several words, each of which becomes a chip; with suggestions, only what was suggested. */
export class Chips {
  #values: Suggestion[] = [];
  #offered: Suggestion[] = [];
  #active = -1;
  #asked = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #input: HTMLInputElement;
  #list: HTMLElement | null;

  constructor(
    private readonly field: HTMLElement,
    private readonly changed: () => void,
    private readonly suggest?: (text: string) => Promise<Suggestion[]>,
  ) {
    this.#input = field.querySelector("input")!;
    this.#list = field.querySelector("[role=listbox]");
    this.#input.addEventListener("keydown", (event) => this.#key(event));
    this.#input.addEventListener("input", () => this.#typed());
    this.#input.addEventListener("blur", () => this.#left());
    // Before the field loses the focus to it.
    this.#list?.addEventListener("pointerdown", (event) => {
      event.preventDefault();
      const index = [...this.#list!.children].indexOf((event.target as Element).closest("li")!);
      if (this.#offered[index]) this.#add(this.#offered[index]);
    });
  }

  get values(): Suggestion[] {
    return this.#values;
  }

  set values(values: readonly Suggestion[]) {
    this.#values = [...values];
    this.#input.value = "";
    this.#close();
    this.#show();
  }

  #key(event: KeyboardEvent): void {
    const isEnd = event.key === "Enter" || event.key === ",";
    if (isEnd && (this.#input.value.trim() || this.#active >= 0)) {
      event.preventDefault(); // Enter in an empty field sends the form
      const choice = this.suggest ? (this.#offered[this.#active] ?? this.#offered[0]) : this.#typedValue();
      if (choice) this.#add(choice);
    } else if (event.key === "Backspace" && !this.#input.value && this.#values.length > 0) {
      this.#remove(this.#values.at(-1)!);
    } else if (event.key === "Escape" && this.#offered.length > 0) {
      event.preventDefault(); // closes the list, not the sheet
      this.#close();
    } else if ((event.key === "ArrowDown" || event.key === "ArrowUp") && this.#offered.length > 0) {
      event.preventDefault();
      const step = event.key === "ArrowDown" ? 1 : -1;
      this.#active = (this.#active + step + this.#offered.length) % this.#offered.length;
      this.#mark();
    }
  }

  #typed(): void {
    if (!this.suggest) return;
    clearTimeout(this.#timer);
    const text = this.#input.value.trim();
    const asked = ++this.#asked;
    if (!text) {
      this.#close();
      return;
    }
    this.#timer = setTimeout(async () => {
      const found = await this.suggest!(text).catch(() => []);
      if (asked !== this.#asked) return;
      this.#offer(found.filter(({ value }) => !this.#values.some((chosen) => chosen.value === value)));
    }, typingPause);
  }

  #left(): void {
    if (this.suggest) this.#close();
    else if (this.#typedValue()) this.#add(this.#typedValue()!);
  }

  #typedValue(): Suggestion | null {
    const value = this.#input.value.trim().replace(/,$/, "");
    return value ? { value, label: value } : null;
  }

  #offer(found: Suggestion[]): void {
    this.#offered = found;
    this.#active = -1;
    this.#list!.replaceChildren(
      ...found.map(({ value, label }, index) => {
        const line = document.createElement("li");
        line.role = "option";
        line.id = `${this.#list!.id}-${index}`;
        const name = document.createElement("span");
        name.textContent = label;
        const handle = document.createElement("span");
        handle.className = "soft";
        handle.textContent = `@${value}`;
        line.append(name, " ", handle);
        return line;
      }),
    );
    this.#list!.hidden = found.length === 0;
    this.#input.setAttribute("aria-expanded", String(found.length > 0));
    this.#mark();
  }

  #close(): void {
    this.#asked++;
    if (this.#list) this.#offer([]);
  }

  #mark(): void {
    [...this.#list!.children].forEach((line, index) => line.setAttribute("aria-selected", String(index === this.#active)));
    const active = this.#list!.children[this.#active];
    if (active) this.#input.setAttribute("aria-activedescendant", active.id);
    else this.#input.removeAttribute("aria-activedescendant");
  }

  #add(choice: Suggestion): void {
    this.#input.value = "";
    this.#close();
    if (this.#values.some(({ value }) => value.toLowerCase() === choice.value.toLowerCase())) return;
    this.#values.push(choice);
    this.#show();
    this.changed();
  }

  #remove(choice: Suggestion): void {
    this.#values = this.#values.filter((value) => value !== choice);
    this.#show();
    this.#input.focus();
    this.changed();
  }

  #show(): void {
    for (const chip of this.field.querySelectorAll(".chip")) chip.remove();
    this.#input.before(
      ...this.#values.map((choice) => {
        const chip = document.createElement("button");
        chip.type = "button";
        chip.className = "chip";
        chip.setAttribute("aria-label", fill(texts.removeWord, { word: choice.label }));
        chip.append(choice.label, icon("x"));
        chip.addEventListener("click", () => this.#remove(choice));
        return chip;
      }),
    );
  }
}
