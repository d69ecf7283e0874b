import { viewer as texts } from "texts";
import { icon } from "../icon";
import { clearPlaceholder, paintPlaceholder } from "./placeholder";

/**
 * A box that shows a photo's placeholder (attribute `hash`, ThumbHash in base64) until its picture has arrived. With `full` a larger
 * picture takes the place of the first one, once the page has everything else. With `says` it tells when the picture did not come, instead
 * of the browser's sign for that.
 */
class Placeholder extends HTMLElement {
  connectedCallback(): void {
    const image = this.querySelector("img");
    if (!image) return paintPlaceholder(this, this.getAttribute("hash"));
    if (!image.complete) {
      paintPlaceholder(this, this.getAttribute("hash"));
      image.addEventListener("load", () => clearPlaceholder(this), { once: true });
    }
    if (this.hasAttribute("says")) this.#watch(image, 1);
    const full = this.getAttribute("full");
    if (full && !savesData()) void this.#sharpen(image, full);
  }

  #watch(image: HTMLImageElement, tries: number): void {
    const fail = (): void => {
      if (tries > 0) {
        image.src = image.src; // once more
        this.#watch(image, tries - 1);
        return;
      }
      const state = document.createElement("p");
      state.className = "no-picture";
      state.append(icon("circle-alert"), texts.noPicture);
      clearPlaceholder(this);
      image.replaceWith(state);
    };
    if (image.complete && image.naturalWidth === 0) fail();
    else image.addEventListener("error", fail, { once: true });
  }

  async #sharpen(image: HTMLImageElement, full: string): Promise<void> {
    if (document.readyState !== "complete") await new Promise((resolve) => addEventListener("load", resolve, { once: true }));
    const larger = new Image();
    larger.fetchPriority = "low";
    larger.src = full;
    try {
      await larger.decode();
    } catch {
      return; // the first picture is still there
    }
    if (this.isConnected) image.src = full;
  }
}

function savesData(): boolean {
  return (navigator as { connection?: { saveData?: boolean } }).connection?.saveData === true;
}

customElements.define("pixeli-placeholder", Placeholder);
