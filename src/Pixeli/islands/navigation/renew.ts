import { pathOf, shown } from "./navigation";
import { fetchPage } from "./page";

const gathers = 250; // milliseconds: several changes at once are one look at the server
let timer = 0;

/** Shows the page that is shown as it is by now. Whoever is on it notices what is new, and nothing else: see `isBusy` and `swap`. */
export function renewSoon(): void {
  clearTimeout(timer);
  timer = setTimeout(() => void renew(), gathers);
}

async function renew(): Promise<void> {
  const address = new URL(location.href);
  const before = document.querySelector("main");
  if (pathOf(address) !== shown) return;
  if (isBusy()) return renewSoon();
  const page = await fetchPage(address, "GET", null, AbortSignal.timeout(30_000)).catch(() => null);
  const next = page?.document.querySelector("main");
  const isStill = document.querySelector("main") === before && pathOf(new URL(location.href)) === pathOf(address);
  if (!page || !next || !before || !isStill || pathOf(page.url) !== pathOf(address) || !page.isOfBuild || page.document.querySelector("[data-offline]")) return;
  if (isBusy()) renewSoon();
  else swap(before, next);
}

/** On the way elsewhere, or with something marked to be copied: what is new waits for that. */
function isBusy(): boolean {
  return document.documentElement.classList.contains("navigating") || document.getSelection()?.isCollapsed === false;
}

/** What was in view stays where it was, and who was on a link or a button is on the same one. */
function swap(main: HTMLElement, next: HTMLElement): void {
  const links = [...main.querySelectorAll<HTMLAnchorElement>("a[href]")];
  const inView = scrollY > 0 ? links.find((link) => link.getBoundingClientRect().top >= 0) : undefined;
  const top = inView?.getBoundingClientRect().top ?? 0;
  const held = main.contains(document.activeElement) && document.activeElement !== main ? document.activeElement : null;
  main.replaceChildren(...next.childNodes);
  const kept = inView && same(main, inView);
  if (kept) scrollBy({ top: kept.getBoundingClientRect().top - top, behavior: "instant" });
  if (held) (same(main, held) ?? main).focus({ preventScroll: true });
}

function same(main: HTMLElement, before: Element): HTMLElement | null {
  const href = before.getAttribute("href");
  const alike = href === null ? main.querySelectorAll<HTMLElement>(`${before.localName}:not([href])`) : main.querySelectorAll<HTMLElement>(`a[href="${CSS.escape(href)}"]`);
  return [...alike].find(({ textContent }) => href !== null || textContent === before.textContent) ?? null;
}
