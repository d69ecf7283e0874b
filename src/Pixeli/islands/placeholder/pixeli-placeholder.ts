import { clearPlaceholder, paintPlaceholder } from "./placeholder";

/**
 * A box that shows a photo's placeholder (attribute `hash`, ThumbHash in base64) until its picture has arrived. With `full` a larger
 * picture takes the place of the first one, once the page has everything else.
 */
class Placeholder extends HTMLElement {
  connectedCallback(): void {
    const image = this.querySelector("img");
    if (!image) return paintPlaceholder(this, this.getAttribute("hash"));
    if (!image.complete) {
      paintPlaceholder(this, this.getAttribute("hash"));
      image.addEventListener("load", () => clearPlaceholder(this), { once: true });
    }
    const full = this.getAttribute("full");
    if (full && !savesData()) void this.#sharpen(image, full);
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
