import { viewer as texts } from "texts";
import { icon } from "../icon";
import { paintPlaceholder } from "../placeholder/placeholder";
import { clamp, fit, fitted, mostScale, type Sizes, type View } from "./zoom";

/** What a slide needs to be there at once. */
export interface SlidePhoto {
  id: string;
  /** Width over height. */
  ratio: number;
  /** Pixels of the original, 0 where it is not known yet. */
  width: number;
  placeholder: string | null;
  thumbnail: string | null;
  status: "PE" | "PR" | "CO" | "FA";
  alt: string;
}

const previewSide = 1440;

/** One photo on the stage: its placeholder at once, its thumbnail over it, then the preview, and the original when it is looked at closely. */
export class Slide {
  readonly element = document.createElement("figure");
  readonly frame = document.createElement("div");
  sizes: Sizes = fit(1, 1, 1);
  view: View = fitted;
  #photo: SlidePhoto;
  #preview: HTMLImageElement | null = null;
  #original: string | null = null;
  #isDeep = false;

  constructor(photo: SlidePhoto, ready: HTMLImageElement | null = null) {
    this.#photo = photo;
    this.element.className = "slide";
    this.frame.className = "frame";
    this.element.append(this.frame);
    if (ready) this.#adopt(ready);
    this.#fill();
  }

  get id(): string {
    return this.#photo.id;
  }

  /** The picture itself, once there is one. */
  get picture(): HTMLImageElement | null {
    return this.#preview;
  }

  get most(): number {
    return mostScale(this.#photo.width || previewSide, this.sizes.width, devicePixelRatio);
  }

  /** More has become known of the photo, or it has changed. */
  update(photo: SlidePhoto): void {
    const before = this.#photo;
    this.#photo = photo;
    if (before.status !== photo.status) {
      this.frame.replaceChildren();
      this.#preview = null;
    }
    this.#fill();
    this.resize(this.sizes.stageWidth, this.sizes.stageHeight);
  }

  resize(width: number, height: number): void {
    this.sizes = fit(this.#photo.ratio, width, height);
    this.frame.style.width = `${this.sizes.width}px`;
    this.frame.style.height = `${this.sizes.height}px`;
    this.look(clamp(this.view, this.sizes, this.most));
  }

  look(view: View): void {
    this.view = view;
    this.frame.style.transform = view === fitted ? "" : `translate(${view.x}px, ${view.y}px) scale(${view.scale})`;
    const shown = this.#preview?.naturalWidth || previewSide;
    const isClose = view !== fitted && view.scale * this.sizes.width * devicePixelRatio > 1.15 * shown;
    if (isClose && this.#photo.width > 1.15 * shown) this.#deepen();
  }

  /** Where the original is, for who may have it. */
  allowOriginal(url: string | null): void {
    this.#original = url;
    this.look(this.view);
  }

  #fill(): void {
    const { status, placeholder, thumbnail, alt, id } = this.#photo;
    if (status !== "CO") {
      this.#say(status === "FA" ? "circle-alert" : "clock", status === "FA" ? texts.failed : texts.beingProcessed);
      return;
    }
    if (this.#preview) {
      this.#preview.alt = alt;
      return;
    }
    paintPlaceholder(this.frame, placeholder);
    if (thumbnail && !this.frame.querySelector(".thumbnail")) {
      const image = picture("thumbnail", "");
      image.addEventListener("error", () => {
        image.remove();
        if (!this.#preview) this.#say("circle-alert", texts.noPicture);
      }, { once: true });
      image.src = thumbnail;
      this.frame.append(image);
    }
    this.#load(`/p/${id}/preview`, alt, 2);
  }

  /** Takes the picture that the page shows already, or is about to, and its thumbnail until then; one that did not come is asked for like any other. */
  #adopt(ready: HTMLImageElement): void {
    if (ready.complete && ready.naturalWidth === 0) return;
    const thumbnail = ready.complete ? null : ready.parentElement?.querySelector<HTMLImageElement>(".thumbnail");
    if (thumbnail) {
      thumbnail.draggable = false;
      this.frame.append(thumbnail);
    }
    ready.addEventListener("error", () => this.#drop(ready) && this.#fill(), { once: true });
    this.#show(ready);
  }

  /** True when the picture that did not come was still wanted. */
  #drop(image: HTMLImageElement): boolean {
    image.remove();
    if (this.#preview !== image) return false;
    this.#preview = null;
    return true;
  }

  #load(url: string, alt: string, tries: number): void {
    const image = (this.#preview = picture("preview", alt));
    this.frame.append(image);
    image.addEventListener("load", () => this.#show(image), { once: true });
    image.addEventListener("error", () => {
      if (!this.#drop(image)) return;
      if (tries > 1) this.#load(`${url}?again`, alt, tries - 1); // what a cache kept of it may have ended
      else if (!this.frame.querySelector(".thumbnail")) this.#say("circle-alert", texts.noPicture);
    }, { once: true });
    image.src = url;
  }

  #show(image: HTMLImageElement): void {
    this.#preview = image;
    image.className = "preview";
    image.draggable = false;
    if (!image.isConnected || image.parentElement !== this.frame) this.frame.append(image);
    if (!image.naturalWidth || !image.naturalHeight) return;
    const ratio = image.naturalWidth / image.naturalHeight;
    if (Math.abs(ratio / this.#photo.ratio - 1) < 0.002) return;
    this.#photo = { ...this.#photo, ratio };
    if (this.sizes.stageWidth > 1) this.resize(this.sizes.stageWidth, this.sizes.stageHeight);
  }

  #deepen(): void {
    if (this.#isDeep || !this.#original) return;
    this.#isDeep = true;
    const image = picture("original", "");
    image.addEventListener("load", () => this.frame.append(image), { once: true });
    image.addEventListener("error", () => (this.#original = null), { once: true }); // the preview stays
    image.src = this.#original;
  }

  #say(symbol: string, words: string): void {
    const state = document.createElement("p");
    state.className = "no-picture";
    state.append(icon(symbol), words);
    this.frame.replaceChildren(state);
  }
}

function picture(kind: string, alt: string): HTMLImageElement {
  const image = document.createElement("img");
  image.className = kind;
  image.alt = alt;
  image.decoding = "async";
  image.draggable = false;
  return image;
}
