import { toast as texts } from "texts";
import { icon } from "../icon";

interface Offer {
  /** One thing that can be done about it. */
  action?: { label: string; run: () => void };
  isProblem?: boolean;
  /** How long it stays; longer while somebody points at it or is in it. */
  seconds?: number;
}

export interface Toast {
  say(words: string): void;
  close(): void;
}

/** A message at the foot of the window, beside the page, so that it outlives navigation. */
export function toast(words: string, { action, isProblem = false, seconds = 6 }: Offer = {}): Toast {
  const element = document.createElement("div");
  element.className = isProblem ? "toast problem" : "toast";
  const text = document.createElement("p");
  text.textContent = words;
  element.append(icon(isProblem ? "circle-alert" : "check"), text);
  const close = (): void => element.remove();
  if (action) element.append(button(action.label, "act", () => (close(), action.run())));
  const dismiss = button("", "dismiss", close);
  dismiss.setAttribute("aria-label", texts.dismiss);
  dismiss.append(icon("x"));
  element.append(dismiss);
  region().append(element);
  const expire = (): void => (element.matches(":hover, :focus-within") ? void setTimeout(expire, 1000) : close());
  setTimeout(expire, seconds * 1000);
  return { say: (next) => (text.textContent = next), close };
}

function button(label: string, kind: string, run: () => void): HTMLButtonElement {
  const element = document.createElement("button");
  element.type = "button";
  element.className = kind;
  element.textContent = label;
  element.addEventListener("click", run);
  return element;
}

function region(): HTMLElement {
  const known = document.querySelector<HTMLElement>(".toasts");
  if (known) return known;
  const element = document.createElement("div");
  element.className = "toasts";
  element.setAttribute("role", "status");
  document.body.append(element);
  return element;
}
