import { upload as texts } from "texts";
import { droppedFiles } from "./dropped-files";
import { person } from "./person";
import { Store } from "./store";
import { toast } from "../toast/toast";
import type { Tray } from "./tray";

const space = 32; // pixels around the tray

/**
 * The tray that uploads. It lives outside of the page, so it goes on while people browse. Files come from any
 * `input[type=file][data-upload-to]`, or are dropped anywhere on a page that has such an input.
 */
export class Upload extends HTMLElement {
  #tray: Promise<Tray> | null = null;
  #owner = person();

  connectedCallback(): void {
    document.addEventListener("change", (event) => this.#picked(event.target));
    document.addEventListener("click", ({ target }) => this.#picking(target));
    document.addEventListener("dragover", (event) => this.#dragged(event));
    document.addEventListener("dragleave", (event) => event.relatedTarget === null && this.#highlight(false));
    document.addEventListener("drop", (event) => void this.#dropped(event));
    for (const input of document.querySelectorAll<HTMLInputElement>("input[data-upload-to]")) this.#picked(input); // chosen before this script came
    if (Store.isUsed && this.#owner) void this.#open().catch(() => undefined); // a reload came in between
    const pages = new MutationObserver((changes) => {
      if (changes.some(({ addedNodes }) => [...addedNodes].some((node) => (node as Element).id === "page"))) void this.#turned();
    });
    pages.observe(document.body, { childList: true });
    new ResizeObserver(() => this.#makeRoom()).observe(this);
  }

  /** Another page is shown: perhaps to somebody else, or to the same person who has signed in again. */
  async #turned(): Promise<void> {
    const now = person();
    if (now === "") (await this.#tray)?.makeRoom();
    else if (now === this.#owner) (await this.#tray)?.wake();
    if (now === "" || now === this.#owner) return;
    if (this.#tray) location.reload(); // what is under way here is not theirs
    this.#owner = now;
    if (Store.isUsed) void this.#open().catch(() => undefined);
  }

  /** The tray lies over the page's end: the page grows by as much, so that everything can be scrolled out from under it. */
  #makeRoom(): void {
    document.documentElement.style.setProperty("--tray", this.offsetHeight > 0 ? `${this.offsetHeight + space}px` : "0px");
  }

  #open(): Promise<Tray> {
    this.#tray ??= import("./tray").then(
      (module) => new module.Tray(this, this.#owner),
      (failure: unknown) => {
        this.#tray = null; // its script may come the next time
        throw failure;
      },
    );
    return this.#tray;
  }

  /** The page may be replaced while the file chooser is open; then nothing bubbles to the document. */
  #picking(target: EventTarget | null): void {
    if (!(target instanceof HTMLInputElement) || !target.dataset.uploadTo) return;
    target.addEventListener("change", () => this.#picked(target), { once: true });
    void this.#open().catch(() => undefined); // it is needed in a moment
  }

  #picked(target: EventTarget | null): void {
    if (!(target instanceof HTMLInputElement) || !target.dataset.uploadTo || !target.files?.length) return;
    void this.#start([...target.files], target);
    target.value = "";
  }

  #dragged(event: DragEvent): void {
    if (!event.dataTransfer?.types.includes("Files") || !targetInput()) return;
    event.preventDefault();
    event.dataTransfer.dropEffect = "copy";
    this.#highlight(true);
  }

  async #dropped(event: DragEvent): Promise<void> {
    this.#highlight(false);
    if (event.defaultPrevented || !event.dataTransfer?.types.includes("Files") || !targetInput()) return;
    event.preventDefault();
    await this.take(await droppedFiles(event.dataTransfer));
  }

  /** Files that were dropped on the page. */
  async take(files: File[]): Promise<void> {
    const to = targetInput();
    if (to) await this.#start(files, to);
  }

  #highlight(isOver: boolean): void {
    document.documentElement.dataset.drop = texts.drop;
    document.documentElement.classList.toggle("dropping", isOver);
  }

  async #start(files: File[], { dataset: { uploadTo, uploadTitle } }: HTMLInputElement): Promise<void> {
    if (files.length > 0 && uploadTo) await this.send(files, uploadTo, uploadTitle);
  }

  /** Asks about some files and queues them. True when they are in the queue for good. */
  async send(files: readonly File[], event: string, title: string | undefined): Promise<boolean> {
    let tray: Tray;
    try {
      tray = await this.#open();
    } catch {
      toast(texts.notStarted, { isProblem: true, seconds: 600, action: { label: texts.startAgain, run: () => void this.send(files, event, title) } });
      return false;
    }
    return tray.start(files, event, title);
  }
}

function targetInput(): HTMLInputElement | null {
  return document.querySelector<HTMLInputElement>("#page input[data-upload-to]");
}

customElements.define("pixeli-upload", Upload);
