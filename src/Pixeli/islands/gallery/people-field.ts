import { gallery as texts } from "texts";
import { icon } from "../icon";
import { make } from "../make";
import { fill } from "../text";

interface Person {
  username: string;
  name: string;
}

const pause = 180;

/** Finds people as one types, and keeps those that were picked as chips. */
export class PeopleField {
  readonly element = make("div", "", "field people");
  readonly #picked = new Map<string, Person>();
  readonly #chips = make("ul", "", "chips");
  readonly #found = make("ul", "", "found");
  readonly #input = document.createElement("input");
  #timer = 0;
  #asked = 0;

  constructor() {
    const label = make("label", texts.people) as HTMLLabelElement;
    label.htmlFor = this.#input.id = "sheet-people";
    this.#input.autocomplete = "off";
    this.#input.placeholder = texts.peopleExample;
    this.#input.addEventListener("input", () => {
      clearTimeout(this.#timer);
      this.#timer = setTimeout(() => void this.#search(), pause);
    });
    this.#input.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" || !this.#found.firstElementChild) return;
      event.preventDefault();
      this.#found.querySelector("button")?.click();
    });
    this.element.append(label, this.#input, this.#found, this.#chips);
  }

  get usernames(): string[] {
    return [...this.#picked.keys()];
  }

  async #search(): Promise<void> {
    const asked = ++this.#asked;
    const text = this.#input.value.trim();
    const people = text ? ((await (await fetch(`/auth/search/?limit=6&q=${encodeURIComponent(text)}`)).json()) as Person[]) : [];
    if (asked !== this.#asked) return;
    this.#found.replaceChildren(...people.filter(({ username }) => !this.#picked.has(username)).map((person) => {
      const item = make("li");
      const button = make("button", "", "") as HTMLButtonElement;
      button.type = "button";
      button.append(make("strong", person.name), make("span", `@${person.username}`, "soft small"));
      button.addEventListener("click", () => this.#pick(person));
      item.append(button);
      return item;
    }));
  }

  #pick(person: Person): void {
    this.#picked.set(person.username, person);
    this.#input.value = "";
    this.#found.replaceChildren();
    this.#input.focus();
    this.#showChips();
  }

  #showChips(): void {
    this.#chips.replaceChildren(...[...this.#picked.values()].map(({ username, name }) => {
      const item = make("li", name);
      const button = make("button") as HTMLButtonElement;
      button.type = "button";
      button.setAttribute("aria-label", fill(texts.removePerson, { name }));
      button.append(icon("x"));
      button.addEventListener("click", () => {
        this.#picked.delete(username);
        this.#showChips();
      });
      item.append(button);
      return item;
    }));
  }
}
