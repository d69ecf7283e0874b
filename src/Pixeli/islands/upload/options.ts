import { upload as texts } from "texts";
import { fill } from "../text";
import { Chips, type Suggestion } from "./chips";
import { defaults, type Settings } from "./item";
import { Previews } from "./previews";
import { keyOf, Memory } from "./said";
import { filesWords } from "./words";

const pageOfPreviews = 120;

interface People {
  username: string;
  name: string;
}

/**
 * The sheet before an upload: what is said of all photos, or of some that were chosen. Whoever has nothing to say presses Enter.
 */
export class Options {
  #dialog: HTMLDialogElement;
  #form: HTMLFormElement;
  #tags: Chips;
  #people: Chips;
  #names = new Map<string, string>();
  #memory: Memory;
  #all: Settings;
  #own = new Map<number, Settings>();
  #chosen = new Set<number>();

  constructor(
    private readonly files: readonly File[],
    private readonly event: string,
    person: string,
  ) {
    this.#memory = new Memory(person);
    const { all, own, people } = this.#memory.recall(event);
    this.#all = all;
    for (const { value, label } of people) this.#names.set(value, label);
    files.forEach((file, index) => Object.hasOwn(own, keyOf(file)) && this.#own.set(index, own[keyOf(file)]!));
    const template = document.querySelector<HTMLTemplateElement>("template#upload-options")!;
    this.#dialog = template.content.querySelector("dialog")!.cloneNode(true) as HTMLDialogElement;
    document.body.append(this.#dialog);
    this.#form = this.#dialog.querySelector("form")!;
    this.#tags = new Chips(this.#part("[data-field=tags]"), () => this.#read());
    this.#people = new Chips(this.#part("[data-field=people]"), () => this.#read(), (text) => this.#find(text));
    this.#form.addEventListener("change", () => this.#read());
    this.#part("[data-act=all]").addEventListener("click", () => {
      this.#choose(null);
      this.#part("summary").focus(); // the button has gone
    });
    this.#dialog.addEventListener("click", ({ target }) => target === this.#dialog && this.#dialog.close());
  }

  /** What is to be said of each file, or null when nothing is to be uploaded. */
  async ask(title: string | undefined): Promise<Settings[] | null> {
    this.#part("[data-part=what]").textContent = filesWords(this.files.length);
    this.#part("[data-part=where]").textContent = title ? fill(texts.toEvent, { event: title }) : "";
    const before = this.#all;
    const previews = new Previews();
    const each = this.#dialog.querySelector("details")!;
    each.hidden = this.files.length < 2;
    each.addEventListener("toggle", () => each.open && this.#showPreviews(previews, pageOfPreviews));
    this.#choose(null);
    this.#dialog.showModal();
    await new Promise((resolve) => this.#dialog.addEventListener("close", resolve, { once: true }));
    previews.stop();
    this.#dialog.remove();
    const isSent = this.#dialog.returnValue === "upload";
    this.#memory.end(isSent ? this.#all : before);
    if (!isSent) return null;
    return this.files.map((_, index) => this.#own.get(index) ?? this.#all);
  }

  #part(selector: string): HTMLElement {
    return this.#dialog.querySelector<HTMLElement>(selector)!;
  }

  #showPreviews(previews: Previews, most: number): void {
    const grid = this.#part(".previews");
    if (grid.childElementCount >= most) return;
    const from = grid.querySelectorAll("[aria-pressed]").length;
    grid.querySelector(".more")?.remove();
    for (let index = from; index < Math.min(most, this.files.length); index++) {
      const file = this.files[index]!;
      const tile = document.createElement("button");
      tile.type = "button";
      tile.title = file.name;
      tile.setAttribute("aria-label", file.name);
      tile.setAttribute("aria-pressed", "false");
      tile.addEventListener("click", () => this.#choose(index));
      previews.show(tile, file);
      grid.append(tile);
    }
    if (most >= this.files.length) return;
    const more = document.createElement("button");
    more.type = "button";
    more.className = "more";
    more.textContent = fill(texts.morePhotos, { count: this.files.length - most });
    more.addEventListener("click", () => {
      this.#showPreviews(previews, most + pageOfPreviews);
      (grid.children[most] as HTMLElement).focus();
    });
    grid.append(more);
  }

  /** The fields speak of the chosen photos from here on; null chooses none, which means all. */
  #choose(index: number | null): void {
    if (index === null) this.#chosen.clear();
    else if (!this.#chosen.delete(index)) this.#chosen.add(index);
    [...this.#dialog.querySelectorAll(".previews [aria-pressed]")].forEach((tile, at) => {
      tile.setAttribute("aria-pressed", String(this.#chosen.has(at)));
      tile.toggleAttribute("data-own", this.#own.has(at));
    });
    this.#part("[data-part=chosen]").hidden = this.#chosen.size === 0;
    this.#part("[data-part=whom]").textContent = fill(texts.forChosen, { photos: filesWords(this.#chosen.size) });
    const first = [...this.#chosen][0];
    this.#write(first === undefined ? this.#all : (this.#own.get(first) ?? this.#all));
  }

  #write(settings: Settings): void {
    for (const radio of this.#form.querySelectorAll<HTMLInputElement>("[name=read_perm]")) radio.checked = radio.value === settings.read_perm;
    this.#form.querySelector<HTMLSelectElement>("[name=share_perm]")!.value = settings.share_perm;
    this.#tags.values = settings.user_tags.map((value) => ({ value, label: value }));
    this.#people.values = settings.tagged_usernames.map((value) => ({ value, label: this.#names.get(value) ?? value }));
  }

  #read(): void {
    const settings: Settings = {
      read_perm: this.#form.querySelector<HTMLInputElement>("[name=read_perm]:checked")?.value ?? defaults.read_perm,
      share_perm: this.#form.querySelector<HTMLSelectElement>("[name=share_perm]")!.value,
      user_tags: this.#tags.values.map(({ value }) => value),
      tagged_usernames: this.#people.values.map(({ value }) => value),
    };
    if (this.#chosen.size === 0) this.#all = settings;
    for (const index of this.#chosen) this.#own.set(index, settings);
    this.#memory.keep(this.event, {
      all: this.#all,
      own: Object.fromEntries([...this.#own].map(([index, own]) => [keyOf(this.files[index]!), own])),
      people: [...this.#tagged].map((value) => ({ value, label: this.#names.get(value) ?? value })),
    });
    [...this.#dialog.querySelectorAll(".previews [aria-pressed]")].forEach((tile, at) => tile.toggleAttribute("data-own", this.#own.has(at)));
  }

  get #tagged(): Set<string> {
    return new Set([this.#all, ...this.#own.values()].flatMap(({ tagged_usernames }) => tagged_usernames));
  }

  async #find(text: string): Promise<Suggestion[]> {
    const response = await fetch(`/auth/search/?limit=6&q=${encodeURIComponent(text)}`, { headers: { Accept: "application/json" } });
    if (!response.ok) return [];
    const people = (await response.json()) as People[];
    for (const { username, name } of people) this.#names.set(username, name || username);
    return people.map(({ username, name }) => ({ value: username, label: name || username }));
  }
}
