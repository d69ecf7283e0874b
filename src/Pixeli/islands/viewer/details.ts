import { viewer as texts } from "texts";
import { Refused } from "./api";

/** A photo's details as its page shows them. The page says everything once: what the viewer shows in sheets is the page's own markup. */
export async function fetchDetails(id: string, signal: AbortSignal): Promise<HTMLElement> {
  return detailsOf(await ask(`/p/${id}`, { signal }));
}

/** Sends one of the page's forms; the answer is the page after it, or the page with what went wrong. Null when it leads elsewhere. */
export async function sendForm(form: HTMLFormElement, submitter: HTMLElement | null): Promise<HTMLElement | null> {
  const data = new FormData(form, submitter);
  const response = await ask(form.action, { method: "POST", body: new URLSearchParams([...data] as [string, string][]) });
  return response.status === 401 || new URL(response.url).pathname.startsWith("/p/") ? detailsOf(response) : null;
}

async function ask(url: string, request: RequestInit): Promise<Response> {
  try {
    return await fetch(url, { ...request, headers: { Accept: "text/html" } });
  } catch (failure) {
    if (request.signal?.aborted) throw failure;
    throw new Refused(0, texts.offline);
  }
}

async function detailsOf(response: Response): Promise<HTMLElement> {
  if (response.status === 401 || new URL(response.url).pathname === "/login") throw new Refused(401, texts.signedOut);
  const page = new DOMParser().parseFromString(await response.text(), "text/html");
  const details = page.querySelector<HTMLElement>("#details");
  if (page.querySelector("[data-offline]")) throw new Refused(0, texts.offline); // what the service worker says of every page then
  if (!details || response.status >= 500) throw new Refused(response.status, response.status === 404 ? texts.gone : texts.wentWrong);
  return document.adoptNode(details);
}

/** Takes over what is new, and leaves alone where somebody is writing. */
export function refresh(shown: HTMLElement, fresh: HTMLElement): void {
  for (const [name, value] of Object.entries(fresh.dataset)) shown.dataset[name] = value;
  refreshThreads(shown, fresh);
  for (const part of shown.querySelectorAll<HTMLElement>("[data-part]")) {
    if (part.dataset.part === "comments" || part.dataset.part === "threads" || isInUse(part)) continue;
    const next = fresh.querySelector<HTMLElement>(`[data-part="${part.dataset.part}"]`);
    if (next && next.innerHTML !== part.innerHTML) part.replaceWith(next);
  }
}

/** Somebody is in it, or has written in it or chosen something. */
function isInUse(part: HTMLElement): boolean {
  if (part.contains(document.activeElement)) return true;
  return [...part.querySelectorAll("input")].some(({ checked, defaultChecked, value, defaultValue }) => checked !== defaultChecked || value !== defaultValue)
    || [...part.querySelectorAll("select")].some(({ options, selectedIndex }) => selectedIndex !== Math.max(0, [...options].findIndex(({ defaultSelected }) => defaultSelected)));
}

function refreshThreads(shown: HTMLElement, fresh: HTMLElement): void {
  const [old, next] = [shown, fresh].map((root) => root.querySelector<HTMLElement>("[data-part=threads]"));
  if (!old || !next) return;
  old.querySelector(".none")?.remove();
  const none = next.querySelector(".none");
  if (none && !old.querySelector(".sending")) old.prepend(none);
  merge(old, next, ".thread", "thread", (oldThread, nextThread) => {
    const [oldAnswers, nextAnswers] = [oldThread, nextThread].map((thread) => thread.querySelector<HTMLElement>(".answers")!);
    merge(oldAnswers!, nextAnswers!, ":scope > .comment", "comment");
  });
}

function merge(old: HTMLElement, next: HTMLElement, what: string, key: string, both?: (old: HTMLElement, next: HTMLElement) => void): void {
  const wanted = new Map([...next.querySelectorAll<HTMLElement>(what)].map((element) => [element.dataset[key], element]));
  const known = new Map([...old.querySelectorAll<HTMLElement>(what)].map((element) => [element.dataset[key], element]));
  const isAll = !next.querySelector("[data-more]");
  for (const [id, element] of known) {
    const same = wanted.get(id);
    if (same && isMakeshift(element)) {
      element.replaceWith(same);
      known.set(id, same);
    } else if (same) both?.(element, same);
    else if (isAll && !element.matches(".sending") && !element.querySelector(".sending")) element.remove();
  }
  let last: Element | null = null;
  for (const [id, element] of wanted) {
    const there = known.get(id);
    if (there) last = there;
    else if (last) last.after(element), (last = element);
    else insertFirst(old, element, what), (last = element);
  }
}

/** What was shown while it was sent; only the server's own can be answered and deleted. */
function isMakeshift(element: Element): boolean {
  return element.matches(".thread.own, .comment:not([id])");
}

function insertFirst(parent: HTMLElement, element: HTMLElement, what: string): void {
  const before = parent.querySelector(`${what}, [data-more]`);
  parent.insertBefore(element, before?.parentElement === parent ? before : null);
}
