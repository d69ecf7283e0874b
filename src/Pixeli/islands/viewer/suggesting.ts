import { viewer as texts } from "texts";
import { call } from "./api";
import { initials } from "./initials";

interface Found {
  username: string;
  name: string;
  profile_pic: string | null;
}

const pause = 140; // milliseconds of not typing
const fields = new WeakSet<HTMLInputElement>();

/** Shows who could be meant while a name is typed; choosing one sends the form. The WAI-ARIA combobox pattern with a list. */
export function suggestPeople(input: HTMLInputElement): void {
  if (fields.has(input)) return;
  fields.add(input);
  const list = document.createElement("ul");
  list.className = "suggestions";
  list.id = `suggestions-${Math.random().toString(36).slice(2)}`;
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", texts.suggestions);
  list.hidden = true;
  input.after(list);
  for (const [name, value] of Object.entries({ role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": list.id }))
    input.setAttribute(name, value);
  let timer = 0;
  let asked = 0;
  const show = (people: Found[] | null): void => {
    list.replaceChildren(...(people ?? []).map((person, index) => option(person, `${list.id}-${index}`)));
    if (people?.length === 0) list.append(Object.assign(document.createElement("li"), { className: "soft", textContent: texts.noSuggestions }));
    list.hidden = people === null;
    input.setAttribute("aria-expanded", String(people !== null));
    input.removeAttribute("aria-activedescendant");
  };
  const isShown = (people: Found[] | null): boolean =>
    !list.hidden && !!people?.length && people.map(({ username }) => username).join() === [...list.children].map((line) => (line as HTMLElement).dataset.username).join();
  const search = async (): Promise<void> => {
    const query = input.value.trim().replace(/^@/, "");
    const turn = ++asked;
    if (query === "") return show(null);
    const people = await call<Found[]>("GET", `/auth/search/?limit=6&q=${encodeURIComponent(query)}`).catch(() => null);
    if (turn === asked && input.isConnected && !isShown(people)) show(people); // the same again: what was pointed at stays
  };
  const choose = (element: HTMLElement): void => {
    input.value = element.dataset.username!;
    show(null);
    input.form?.requestSubmit();
  };
  input.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(() => void search(), pause);
  });
  input.addEventListener("blur", () => setTimeout(() => show(null), 150));
  list.addEventListener("pointerdown", (event) => {
    event.preventDefault(); // the field keeps the focus
    const chosen = (event.target as Element).closest<HTMLElement>("[role=option]");
    if (chosen) choose(chosen);
  });
  input.addEventListener("keydown", (event) => {
    const options = [...list.querySelectorAll<HTMLElement>("[role=option]")];
    const at = options.findIndex((element) => element.id === input.getAttribute("aria-activedescendant"));
    if (event.key === "Escape" && !list.hidden) {
      event.stopPropagation();
      show(null);
    } else if (event.key === "Enter" && at >= 0) {
      event.preventDefault();
      choose(options[at]!);
    } else if ((event.key === "ArrowDown" || event.key === "ArrowUp") && options.length > 0) {
      event.preventDefault();
      const next = options.at((at + (event.key === "ArrowDown" ? 1 : at < 0 ? 0 : -1)) % options.length)!;
      for (const element of options) element.setAttribute("aria-selected", String(element === next));
      input.setAttribute("aria-activedescendant", next.id);
    }
  });
}

function option({ username, name, profile_pic }: Found, id: string): HTMLElement {
  const element = document.createElement("li");
  element.id = id;
  element.dataset.username = username;
  element.setAttribute("role", "option");
  element.setAttribute("aria-selected", "false");
  const face = document.createElement(profile_pic ? "img" : "span");
  face.className = "face";
  if (face instanceof HTMLImageElement) [face.src, face.alt] = [profile_pic!, ""];
  else face.textContent = initials(name);
  face.setAttribute("aria-hidden", "true");
  const words = document.createElement("span");
  words.append(Object.assign(document.createElement("strong"), { textContent: name }), ` @${username}`);
  element.append(face, words);
  return element;
}
