import { paintPlaceholder } from "./placeholder";

/** A box that shows a photo's placeholder (attribute `hash`, ThumbHash in base64) until its picture has arrived. */
class Placeholder extends HTMLElement {
  connectedCallback(): void {
    paintPlaceholder(this, this.getAttribute("hash"));
  }
}

customElements.define("pixeli-placeholder", Placeholder);
