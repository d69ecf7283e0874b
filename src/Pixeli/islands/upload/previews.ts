import { icon } from "../icon";

const side = 144;

/** Small pictures of files that are on this machine, drawn one at a time and only when they come into sight. */
export class Previews {
  #files = new WeakMap<Element, File>();
  #turn = Promise.resolve();
  #isOver = false;
  #watch = new IntersectionObserver((entries) => {
    for (const { target, isIntersecting } of entries) if (isIntersecting) this.#sighted(target);
  });

  /** Fills an element with the picture of a file, once somebody could see it. */
  show(element: HTMLElement, file: File): void {
    element.replaceChildren(icon("image"));
    this.#files.set(element, file);
    this.#watch.observe(element);
  }

  stop(): void {
    this.#isOver = true;
    this.#watch.disconnect();
  }

  #sighted(element: Element): void {
    this.#watch.unobserve(element);
    const file = this.#files.get(element)!;
    this.#turn = this.#turn.then(async () => {
      if (this.#isOver) return;
      const picture = await paint(file).catch(() => null); // a format this browser does not know
      if (picture) element.replaceChildren(picture);
    });
  }
}

async function paint(file: File): Promise<HTMLCanvasElement> {
  const bitmap = await createImageBitmap(file, { resizeHeight: side, resizeQuality: "low" });
  const canvas = document.createElement("canvas");
  canvas.width = canvas.height = side;
  const scale = Math.max(side / bitmap.width, side / bitmap.height);
  const [width, height] = [bitmap.width * scale, bitmap.height * scale];
  canvas.getContext("2d")!.drawImage(bitmap, (side - width) / 2, (side - height) / 2, width, height);
  bitmap.close();
  return canvas;
}
