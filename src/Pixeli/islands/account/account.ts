import { account as texts } from "texts";
import { plural } from "../text";
import { codeIn } from "./code";

/** A password that can be looked at. */
class Secret extends HTMLElement {
  connectedCallback(): void {
    const [input, button] = [this.querySelector("input")!, this.querySelector("button")!];
    const show = (isShown: boolean): void => {
      input.type = isShown ? "text" : "password";
      button.setAttribute("aria-pressed", String(isShown));
    };
    button.addEventListener("click", () => {
      show(input.type === "password");
      input.focus();
    });
    input.form?.addEventListener("submit", () => show(false)); // browsers offer to keep what was a password when it was sent
  }
}

/** A button that may be pressed only after some seconds, and says how many. */
class Wait extends HTMLElement {
  #timer = 0;

  connectedCallback(): void {
    const end = Date.now() + Number(this.getAttribute("seconds")) * 1000;
    const button = this.querySelector("button")!;
    const words = button.textContent!;
    const tick = (): void => {
      const left = Math.ceil((end - Date.now()) / 1000);
      button.disabled = left > 0;
      button.textContent = left > 0 ? plural(texts.anotherIn, left) : words;
      if (left <= 0) clearInterval(this.#timer);
    };
    this.#timer = setInterval(tick, 500);
    tick();
  }

  disconnectedCallback(): void {
    clearInterval(this.#timer);
  }
}

customElements.define("pixeli-secret", Secret);
customElements.define("pixeli-wait", Wait);

// A whole code sends its form; when something else is still empty, that is what comes next.
function sendWhole(input: HTMLInputElement): void {
  const code = codeIn(input.value);
  if (!code || !input.form) return;
  input.value = code;
  const missing = [...input.form.elements].find((field) => (field as HTMLInputElement).required && !(field as HTMLInputElement).value);
  if (missing) (missing as HTMLInputElement).focus();
  else input.form.requestSubmit();
}

document.addEventListener("input", (event) => {
  const input = event.target as HTMLInputElement;
  if (input.matches("[data-code]")) sendWhole(input);
});

// Typed before this script came. What the server wrote there was refused, and what the browser brings back was sent before.
const [visit] = performance.getEntriesByType("navigation") as PerformanceNavigationTiming[];
if (visit?.type === "navigate")
  for (const input of document.querySelectorAll<HTMLInputElement>("[data-code]")) if (input.value !== input.defaultValue) sendWhole(input);
