import { paintPlaceholder } from "./placeholder";

/** A box that shows a photo's placeholder (attribute `hash`, ThumbHash in base64) until its picture has arrived. */
class Placeholder extends HTMLElement {
  connectedCallback(): void {
    const image = this.querySelector("img");
    if (image?.complete) return;
    paintPlaceholder(this, this.getAttribute("hash"));
    image?.addEventListener("load", () => (this.style.backgroundImage = ""), { once: true });
  }
}

customElements.define("pixeli-placeholder", Placeholder);
