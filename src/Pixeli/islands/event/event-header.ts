import { words } from "texts";
import { fetchPage } from "../navigation/page";
import { plural } from "../text";

const gathering = 400; // milliseconds: many changes at once are one look at the server
const roomy = 0.64; // of a cover in view: with less of it there is room for no more than a line of each

/** Keeps an event's header true while the page is open: its count at once, its title, cover and dates when the server says so. Knows when it is a bar. */
class EventHeader extends HTMLElement {
  #stop = new AbortController();
  #timer = 0;
  #cover = new IntersectionObserver((seen) => this.toggleAttribute("collapsed", seen.at(-1)!.intersectionRatio < roomy), { threshold: roomy });

  connectedCallback(): void {
    this.#stop = new AbortController();
    const { signal } = this.#stop;
    addEventListener("pixeli:count", (event) => this.#count((event as CustomEvent<number>).detail), { signal });
    addEventListener("pixeli:uploaded", (event) => (event as CustomEvent<string>).detail === this.getAttribute("event") && this.#later(), { signal });
    addEventListener("pixeli:event-changed", () => this.#later(), { signal });
    this.#watchCover();
  }

  disconnectedCallback(): void {
    this.#stop.abort();
    clearTimeout(this.#timer);
    this.#cover.disconnect();
  }

  /** How much of it is in view, the browser says when it changes: to ask for it would lay out the page. */
  #watchCover(): void {
    this.#cover.disconnect();
    const cover = this.querySelector(".pictured");
    if (cover) this.#cover.observe(cover);
    else this.removeAttribute("collapsed");
  }

  get #picker(): HTMLInputElement | null {
    return this.querySelector("input[data-upload-to]");
  }

  /** Somebody may be choosing files at the moment: they come to the field that was there. */
  #keep(picker: HTMLInputElement | null): void {
    const next = this.#picker;
    if (!picker || !next) return;
    picker.dataset.uploadTitle = next.dataset.uploadTitle;
    next.replaceWith(picker);
  }

  #count(count: number): void {
    const text = plural(words.photos, count);
    const element = this.querySelector("[data-photo-count]");
    if (element && element.textContent !== text) element.textContent = text;
    if (count > 0 && !this.querySelector(".cover")) this.#later();
  }

  #later(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#refresh(), gathering);
  }

  async #refresh(): Promise<void> {
    const address = new URL(`/e/${this.getAttribute("event")}`, location.href); // a photo may lie over the event by now
    try {
      const page = await fetchPage(address, "GET", null, this.#stop.signal);
      const next = page?.document.querySelector("pixeli-event-header");
      if (!this.isConnected || !page) return;
      const isShown = location.pathname === address.pathname;
      if (page.document.querySelector("[data-offline]")) return; // the server could not be reached, and knows nothing new
      // The event is gone, or not for this person any more: its page says so.
      if (!next && isShown) location.reload();
      else if (next && shape(next) !== shape(this)) {
        const held = this.contains(document.activeElement) ? document.activeElement : null;
        const picker = this.#picker;
        this.replaceChildren(...next.childNodes);
        this.#keep(picker);
        this.#watchCover();
        const same = held?.matches("input") ? "input" : "a";
        if (held) this.querySelector<HTMLElement>(same)?.focus({ preventScroll: true });
        if (isShown) document.title = page.document.title;
      }
    } catch {
      // Offline: the next change asks again.
    }
  }
}

/** What people see of a header, without what changes by itself. */
function shape(header: Element): string {
  const picture = header.querySelector(".cover")?.getAttribute("full")?.split("?")[0] ?? "";
  return `${header.textContent?.replace(/\s+/g, " ")}${picture}`;
}

customElements.define("pixeli-event-header", EventHeader);
