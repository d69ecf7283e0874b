import { gallery as texts } from "texts";
import { icon } from "../icon";
import { plural } from "../text";

/** Says how many photos came while somebody looked at others, and shows them when it is pressed. */
export class Arrivals {
  readonly element = document.createElement("div");
  readonly #button = document.createElement("button");
  readonly #words = document.createElement("span");

  constructor(show: () => void) {
    this.element.className = "arrivals";
    this.element.setAttribute("role", "status");
    this.#button.type = "button";
    this.#button.hidden = true;
    this.#button.append(icon("images"), this.#words);
    this.#button.addEventListener("click", show);
    this.element.append(this.#button);
  }

  show(count: number): void {
    this.#button.hidden = count === 0;
    this.#words.textContent = count === 0 ? "" : plural(texts.arrived, count);
  }
}
