import { viewer as texts } from "texts";
import { fill, plural } from "../text";
import { call, reasonOf } from "./api";
import { keepDraft } from "./drafts";
import { initials } from "./initials";

const mostCharacters = 2000;
const warnsAt = 200; // characters before the end

/** Sends what was written at once to the eye: it stands there, paler, while it goes, and says so with a way on when it could not. */
export function say(form: HTMLFormElement, details: HTMLElement, sent: () => void): void {
  const field = form.querySelector<HTMLTextAreaElement>("textarea")!;
  const content = field.value.trim();
  if (content === "") {
    field.focus();
    return;
  }
  const parent = form.querySelector<HTMLInputElement>("[name=parent]")?.value ?? null;
  field.value = "";
  updateRoom(field);
  keepDraft(field);
  const line = createLine(details.dataset.me ?? "", content);
  place(line, form, details, parent);
  const send = async (): Promise<void> => {
    line.className = "comment sending";
    line.querySelector(".about")!.textContent = texts.sending;
    try {
      const { id } = await call<{ id: string }>("POST", `/photos/${details.dataset.photo}/comments/`, { content, parent_comment: parent });
      line.className = "comment";
      line.querySelector(".about")!.textContent = texts.justNow;
      line.dataset.comment = id;
      line.closest<HTMLElement>(".thread.own")?.setAttribute("data-thread", id);
      sent();
    } catch (failure) {
      fail(line, fill(texts.notSent, { reason: reasonOf(failure) }), () => void send(), () => {
        field.value ||= content;
        keepDraft(field);
      });
    }
  };
  void send();
}

function place(line: HTMLElement, form: HTMLElement, details: HTMLElement, parent: string | null): void {
  if (parent !== null) {
    const reply = form.closest("details");
    form.closest(".thread")?.querySelector(".answers")?.append(line);
    reply?.removeAttribute("open");
    reply?.querySelector("summary")?.focus({ preventScroll: true }); // its field is gone
    return;
  }
  const threads = details.querySelector("[data-part=threads]")!;
  threads.querySelector(".none")?.remove();
  const thread = document.createElement("article");
  thread.className = "thread own";
  thread.append(line, Object.assign(document.createElement("div"), { className: "answers" }));
  threads.append(thread);
  line.scrollIntoView({ block: "nearest" });
}

/** The same markup as CommentLine.razor, as far as it is known before the server has it. */
function createLine(name: string, content: string): HTMLElement {
  const make = (tag: string, className: string, ...children: (Node | string)[]): HTMLElement => {
    const element = document.createElement(tag);
    element.className = className;
    element.append(...children);
    return element;
  };
  const face = make("span", "face", initials(name));
  face.setAttribute("aria-hidden", "true");
  const said = make("p", "said", make("strong", "author", name), make("span", "content", content));
  return make("div", "comment sending", face, make("div", "", said, make("div", "about soft small")));
}

function fail(line: HTMLElement, words: string, again: () => void, giveUp: () => void): void {
  line.className = "comment failed";
  const button = (label: string, run: () => void): HTMLButtonElement => {
    const element = document.createElement("button");
    element.type = "button";
    element.className = "link";
    element.textContent = label;
    element.addEventListener("click", run);
    return element;
  };
  const text = Object.assign(document.createElement("span"), { className: "reason", textContent: words });
  text.setAttribute("role", "alert");
  line.querySelector(".about")!.replaceChildren(
    text,
    button(texts.tryAgain, () => (stay(line), again())),
    button(texts.discard, () => (stay(line), (line.closest(".thread.own") ?? line).remove(), giveUp())),
  );
}

/** What somebody pressed goes: they stay among the comments. */
function stay(line: HTMLElement): void {
  const threads = line.closest<HTMLElement>("[data-part=threads]");
  if (!threads?.contains(document.activeElement)) return;
  threads.tabIndex = -1;
  threads.focus({ preventScroll: true });
}

/** How much may still be written, once that is worth knowing. */
export function updateRoom(field: HTMLTextAreaElement): void {
  const left = mostCharacters - field.value.length;
  let room = field.parentElement!.querySelector<HTMLElement>(".room");
  if (left > warnsAt) {
    room?.remove();
    return;
  }
  if (!room) {
    room = Object.assign(document.createElement("span"), { className: "room soft small" });
    room.setAttribute("role", "status");
    field.after(room);
  }
  room.textContent = plural(texts.left, left);
}

/** Asks once more before a comment goes; deletes it then, and puts it back when that failed. */
export async function unsay(form: HTMLFormElement, details: HTMLElement): Promise<string | null> {
  const button = form.querySelector("button")!;
  if (!button.dataset.sure) {
    button.dataset.sure = "true";
    button.textContent = texts.deleteSure;
    button.removeAttribute("aria-label");
    setTimeout(() => (delete button.dataset.sure, (button.textContent = texts.delete)), 4000);
    return null;
  }
  const line = form.closest<HTMLElement>(".comment")!;
  const doomed = line.parentElement?.matches(".thread") ? line.parentElement : line;
  stay(line);
  doomed.hidden = true;
  try {
    await call("DELETE", `/photos/${details.dataset.photo}/comments/${line.dataset.comment}/`);
    doomed.remove();
    return null;
  } catch (failure) {
    doomed.hidden = false;
    return reasonOf(failure);
  }
}
