import { gallery as texts } from "texts";
import { icon } from "../icon";
import { make } from "../make";

/** A dialog with a heading and a form; on a phone it rises from the lower edge. It is gone once it is closed. */
export function openSheet(heading: string, content: readonly Node[], submit?: { label: string; run: (form: FormData, sheet: Sheet) => Promise<boolean> }): Sheet {
  const element = document.createElement("dialog");
  element.className = "sheet";
  element.tabIndex = -1;
  const title = make("h2", heading);
  title.id = "sheet-title";
  element.setAttribute("aria-labelledby", title.id);
  const dismiss = make("button", "", "round");
  dismiss.setAttribute("aria-label", texts.close);
  (dismiss as HTMLButtonElement).type = "button";
  dismiss.append(icon("x"));
  dismiss.addEventListener("click", () => element.close());
  const header = make("header");
  header.append(title, dismiss);
  const form = document.createElement("form");
  form.className = "form";
  form.dataset.native = "";
  const status = make("p", "", "soft small");
  status.setAttribute("role", "status");
  form.append(...content, status);
  const sheet: Sheet = { element, form, say: (words) => (status.textContent = words), close: () => element.close() };
  if (submit) {
    const button = make("button", submit.label, "button") as HTMLButtonElement;
    button.type = "submit";
    form.append(button);
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      if (button.ariaDisabled === "true") return;
      button.ariaDisabled = "true"; // disabled, it would lose the focus
      void submit.run(new FormData(form), sheet).then(
        (isDone) => isDone && element.close(),
        () => sheet.say(texts.failed),
      ).finally(() => (button.ariaDisabled = null));
    });
  }
  element.append(header, form);
  element.addEventListener("click", (event) => event.target === element && element.close());
  element.addEventListener("close", () => element.remove());
  document.body.append(element);
  element.showModal();
  // Where there is a keyboard, to the first field; on a phone that would raise one.
  const field = matchMedia("(pointer: fine)").matches ? form.querySelector<HTMLElement>("input, select, textarea") : null;
  (field ?? element).focus({ preventScroll: true });
  return sheet;
}

export interface Sheet {
  element: HTMLDialogElement;
  form: HTMLFormElement;
  say(words: string): void;
  close(): void;
}

/** A labelled choice. */
export function select(label: string, name: string, options: readonly (readonly [value: string, words: string])[]): HTMLElement {
  const field = make("div", "", "field");
  const id = `sheet-${name}`;
  const words = make("label", label) as HTMLLabelElement;
  words.htmlFor = id;
  const choice = document.createElement("select");
  choice.id = id;
  choice.name = name;
  for (const [value, text] of options) choice.add(new Option(text, value));
  field.append(words, choice);
  return field;
}

/** What cannot be done with all that are chosen is said, not hidden. */
export function leftOut(words: string): Node[] {
  return words ? [make("p", words, "soft small")] : [];
}
