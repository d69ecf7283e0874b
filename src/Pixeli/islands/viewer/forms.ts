import { deleteSoon } from "../gallery/deletions";
import { reasonOf, Refused } from "./api";
import { sendForm } from "./details";
import { bringDraftsBack, keepDraft } from "./drafts";
import { prepareLinks, useLink } from "./links";
import { say, unsay, updateRoom } from "./saying";
import { suggestPeople } from "./suggesting";

interface Heard {
  /** Something changed that only the server can show. */
  refreshed(): void;
  replaced(details: HTMLElement): void;
  /** The photo is no longer for this person to see. */
  lost(): void;
  problem(words: string): void;
  said(words: string): void;
}

/** Sends the forms of the details without leaving the photo. */
export class DetailsForms {
  #sending = new WeakSet<HTMLFormElement>();

  constructor(private readonly heard: Heard) {}

  listen(content: HTMLElement): void {
    content.addEventListener("submit", (event) => {
      event.preventDefault();
      const form = event.target as HTMLFormElement;
      const details = content.querySelector<HTMLElement>("#details");
      if (details) void this.#submit(form, event.submitter, details);
    });
    content.addEventListener("click", (event) => void this.#click(event));
    content.addEventListener("input", ({ target }) => {
      if (!(target instanceof HTMLTextAreaElement)) return;
      updateRoom(target);
      keepDraft(target);
    });
    content.addEventListener("keydown", (event) => {
      const isSaid = event.ctrlKey || event.metaKey || matchMedia("(pointer: fine)").matches; // on a phone Enter is a new line
      const isNewLine = event.shiftKey || event.isComposing || !isSaid;
      if (event.key !== "Enter" || isNewLine || !(event.target instanceof HTMLTextAreaElement)) return;
      event.preventDefault();
      event.target.form?.requestSubmit();
    });
  }

  prepare(details: HTMLElement): void {
    prepareLinks(details);
    bringDraftsBack(details).forEach(updateRoom);
    const people = details.querySelector<HTMLInputElement>("[data-form=person] [name=add]");
    if (people) suggestPeople(people);
  }

  deletePhoto(id: string): void {
    deleteSoon([id]);
  }

  async #click(event: Event): Promise<void> {
    const target = event.target as Element;
    const link = target.closest<HTMLElement>("[data-do]");
    if (link) {
      const told = await useLink(link);
      if (told) this.heard.said(told), flash(link, told);
    }
    // What can be undone need not be asked twice.
    if (target.closest("summary.danger-words")) {
      event.preventDefault();
      this.deletePhoto(target.closest<HTMLElement>("#details")!.dataset.photo!);
    }
    const answer = target.closest("summary");
    if (answer?.closest(".comment")) setTimeout(() => answer.parentElement!.querySelector("textarea")?.focus());
  }

  async #submit(form: HTMLFormElement, submitter: HTMLElement | null, details: HTMLElement): Promise<void> {
    const kind = form.dataset.form;
    if (kind === "comment") return say(form, details, () => this.heard.refreshed());
    if (kind === "delete") return this.deletePhoto(details.dataset.photo!);
    if (kind === "delete-comment") {
      const problem = await unsay(form, details);
      if (problem) this.heard.problem(problem);
      return;
    }
    await this.#send(form, submitter);
  }

  async #send(form: HTMLFormElement, submitter: HTMLElement | null): Promise<void> {
    if (this.#sending.has(form)) return; // pressed twice is sent once
    this.#sending.add(form);
    const part = form.closest<HTMLElement>("[data-part]")?.dataset.part;
    const button = submitter ?? form.querySelector("button");
    button?.setAttribute("aria-disabled", "true");
    try {
      const details = await sendForm(form, submitter);
      if (!details) {
        this.heard.lost();
        return;
      }
      this.heard.replaced(details);
      const changed = details.querySelector<HTMLElement>(`[data-part="${part}"]`);
      if (part === "share") changed?.querySelector(".links li")?.scrollIntoView({ block: "nearest" });
      changed?.querySelector<HTMLElement>("[role=alert]")?.scrollIntoView({ block: "nearest" });
      if (!(document.activeElement instanceof HTMLTextAreaElement)) goOn(changed, form); // else they write something else by now
    } catch (failure) {
      if (failure instanceof Refused && failure.status === 404) this.heard.lost();
      else this.heard.problem(reasonOf(failure));
    } finally {
      this.#sending.delete(form);
      button?.removeAttribute("aria-disabled");
    }
  }
}

/** Whoever sent a form goes on where they were: in the field of its part, or at the button of the same form. */
function goOn(part: HTMLElement | null, { action, dataset }: HTMLFormElement): void {
  const field = part?.querySelector<HTMLElement>(".line input");
  const same = [...(part?.querySelectorAll("form") ?? [])].find((form) => form.action === action && form.dataset.form === dataset.form);
  (field ?? same?.querySelector<HTMLElement>("[type=submit]"))?.focus({ preventScroll: true });
}

function flash(button: HTMLElement, words: string): void {
  const text = button.lastChild;
  if (!text || button.dataset.flashed) return;
  const before = text.textContent;
  button.dataset.flashed = "true";
  text.textContent = ` ${words}`;
  setTimeout(() => (delete button.dataset.flashed, (text.textContent = before)), 2000);
}
