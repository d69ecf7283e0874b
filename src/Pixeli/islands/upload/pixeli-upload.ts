import { droppedFiles } from "./dropped-files";
import { follow } from "./follow";
import { Lines } from "./lines";
import { UploadQueue, type Item } from "./queue";
import { Rate } from "./rate";
import { send } from "./send";
import { receipt, totalWords } from "./words";

const pause = (attempt: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, Math.min(30_000, 1000 * 2 ** attempt)));

/**
 * The tray that uploads. It lives outside of the page, so it goes on while people browse. Files come from any
 * `input[type=file][data-upload-to]`, or are dropped anywhere on a page that has such an input.
 */
class Upload extends HTMLElement {
  #rate = new Rate();
  #sentBefore = new WeakMap<Item, number>();
  #sent = 0;
  #frame = 0;
  #lines!: Lines;
  #queue = new UploadQueue(
    { send, pause, follow: (id) => follow(id, this.#queue.items.find(({ photoId }) => photoId === id)?.event ?? "") },
    (item) => this.#changed(item),
  );

  connectedCallback(): void {
    this.#lines = new Lines(this.#part("ul"), this.#part(".rest"), (item) => this.#queue.retry(item));
    document.addEventListener("change", (event) => this.#picked(event.target));
    document.addEventListener("dragover", (event) => this.#dragged(event));
    document.addEventListener("dragleave", (event) => event.relatedTarget === null && this.#highlight(false));
    document.addEventListener("drop", (event) => void this.#dropped(event));
    addEventListener("beforeunload", (event) => this.#queue.isRunning && event.preventDefault());
    this.#part("[data-act=fold]").addEventListener("click", () => this.#fold());
    this.#part("[data-act=close]").addEventListener("click", () => this.#close());
    this.#part("[data-act=copy]").addEventListener("click", () => void this.#copy());
  }

  #part(selector: string): HTMLElement {
    return this.querySelector<HTMLElement>(selector)!;
  }

  #picked(target: EventTarget | null): void {
    if (!(target instanceof HTMLInputElement) || !target.dataset.uploadTo || !target.files) return;
    this.#start([...target.files], target.dataset.uploadTo);
    target.value = "";
  }

  #dragged(event: DragEvent): void {
    if (!event.dataTransfer?.types.includes("Files") || !targetEvent()) return;
    event.preventDefault();
    event.dataTransfer.dropEffect = "copy";
    this.#highlight(true);
  }

  async #dropped(event: DragEvent): Promise<void> {
    this.#highlight(false);
    const to = targetEvent();
    if (!event.dataTransfer?.types.includes("Files") || !to) return;
    event.preventDefault();
    this.#start(await droppedFiles(event.dataTransfer), to);
  }

  #highlight(isOver: boolean): void {
    document.documentElement.classList.toggle("dropping", isOver);
  }

  #start(files: File[], to: string): void {
    if (files.length === 0) return;
    if (this.#queue.isSettled) this.#queue.clear();
    this.#queue.add(files, to);
    this.hidden = false;
    this.#fold(false);
  }

  #changed(item: Item): void {
    if (item.state === "done" && this.#queue.isSettled) dispatchEvent(new CustomEvent("pixeli:uploaded", { detail: item.event }));
    this.#sent += item.sent - (this.#sentBefore.get(item) ?? 0);
    this.#sentBefore.set(item, item.sent);
    this.#rate.add(performance.now(), this.#sent);
    this.#frame ||= requestAnimationFrame(() => {
      this.#frame = 0;
      this.#show();
    });
  }

  #show(): void {
    const { items, isSettled } = this.#queue;
    if (items.length === 0) return;
    const words = totalWords(items, this.#rate.perSecond);
    const total = this.#part(".total");
    if (total.textContent !== words) total.textContent = words;
    this.#part(".title").textContent = isSettled ? "Upload finished" : "Uploading";
    const meter = this.querySelector<HTMLProgressElement>(".all")!;
    meter.max = Math.max(1, items.reduce((sum, { file }) => sum + file.size, 0));
    meter.value = items.reduce((sum, { state, sent, file }) => sum + (state === "failed" ? file.size : sent), 0);
    this.toggleAttribute("settled", isSettled);
    if (isSettled) this.#part("[role=status]").textContent = words;
    this.#lines.show(items);
  }

  #fold(folded = !this.hasAttribute("folded")): void {
    this.toggleAttribute("folded", folded);
    this.#part("[data-act=fold]").setAttribute("aria-expanded", String(!folded));
  }

  #close(): void {
    this.#queue.clear();
    this.#lines.show([]);
    this.hidden = true;
  }

  async #copy(): Promise<void> {
    await navigator.clipboard.writeText(receipt(this.#queue.items));
    this.#part("[role=status]").textContent = "The list is copied";
  }
}

function targetEvent(): string | undefined {
  return document.querySelector<HTMLInputElement>("#page input[data-upload-to]")?.dataset.uploadTo;
}

customElements.define("pixeli-upload", Upload);
