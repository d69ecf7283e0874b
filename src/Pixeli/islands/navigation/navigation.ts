import { fetchPage, type Page } from "./page";

/**
 * Follows links and sends forms without leaving the document, so that uploads go on while people browse: the new page's
 * `#page` takes the old one's place. Whatever it cannot handle, the browser does as ever; `data-native` asks for that.
 */
interface Visit {
  method?: "GET" | "POST";
  body?: FormData | null;
  history: "push" | "replace" | "keep";
  scroll?: number;
  /** What the new page lies over: what closes it goes back there. */
  under?: string;
}

const root = document.documentElement;
let shown = pathOf(new URL(location.href));
let current: AbortController | null = null;

export async function visit(url: URL, { method = "GET", body = null, history: entry, scroll, under }: Visit): Promise<void> {
  current?.abort();
  const { signal } = (current = new AbortController());
  root.classList.add("navigating");
  let page: Page | null;
  try {
    page = await fetchPage(url, method, body, signal);
  } catch {
    if (!signal.aborted && method === "GET") location.assign(url);
    if (!signal.aborted) root.classList.remove("navigating");
    return;
  }
  root.classList.remove("navigating");
  if (signal.aborted) return;
  if (!page) {
    location.assign(url);
    return;
  }
  const target = new URL(page.url.href);
  target.hash ||= url.hash;
  const isSame = pathOf(target) === shown;
  if (entry === "push" && !isSame) history.pushState(under ? { under } : {}, "", target);
  else if (entry !== "keep") history.replaceState({}, "", target);
  shown = pathOf(target);
  const { document: next } = page;
  await withTransition(() => {
    document.title = next.title;
    document.querySelector("#page")?.replaceWith(next.querySelector("#page") ?? "");
    if (scroll !== undefined) scrollTo({ top: scroll, behavior: "instant" });
    else if (!target.hash || target.hash === "#") scrollTo({ top: 0, behavior: "instant" });
    else document.getElementById(target.hash.slice(1))?.scrollIntoView({ block: "center", behavior: "instant" });
    if (!document.activeElement || document.activeElement === document.body)
      (document.querySelector<HTMLElement>("[autofocus]") ?? document.querySelector<HTMLElement>("main"))?.focus({ preventScroll: true });
  });
}

async function withTransition(change: () => void): Promise<void> {
  const isCalm = matchMedia("(prefers-reduced-motion: reduce)").matches;
  if (isCalm || !document.startViewTransition || document.hidden) change();
  else await document.startViewTransition(change).updateCallbackDone;
}

function pathOf(url: URL): string {
  return url.pathname + url.search;
}

function isOurs(url: URL): boolean {
  return url.origin === location.origin && /^https?:$/.test(url.protocol);
}

document.addEventListener("click", (event) => {
  if (event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
  const link = (event.target as Element).closest<HTMLAnchorElement>("a[href]");
  if (!link || link.target || link.hasAttribute("download") || link.closest("[data-native]")) return;
  const url = new URL(link.href);
  if (!isOurs(url) || (pathOf(url) === shown && url.hash)) return;
  event.preventDefault();
  void visit(url, { history: link.dataset.history === "replace" ? "replace" : "push", ...(link.dataset.under === undefined ? {} : { under: shown }) });
});

document.addEventListener("submit", (event) => {
  const form = event.target as HTMLFormElement;
  const url = new URL(event.submitter?.getAttribute("formaction") ?? form.action, location.href);
  if (event.defaultPrevented || form.target || form.closest("[data-native]") || !isOurs(url)) return;
  if (form.method !== "get" && form.method !== "post") return;
  event.preventDefault();
  const data = new FormData(form, event.submitter);
  if (form.method === "post") {
    void visit(url, { method: "POST", body: data, history: "push" });
    return;
  }
  url.search = new URLSearchParams([...data].map(([name, value]) => [name, String(value)])).toString();
  void visit(url, { history: "push" });
});

history.scrollRestoration = "manual";
let settle = 0;
addEventListener("scroll", () => {
  clearTimeout(settle);
  settle = setTimeout(() => history.replaceState({ ...history.state, scroll: scrollY }, ""), 150);
}, { passive: true });

addEventListener("popstate", (event) => {
  clearTimeout(settle);
  const url = new URL(location.href);
  const scroll = (event.state as { scroll?: number } | null)?.scroll ?? 0;
  if (pathOf(url) !== shown) void visit(url, { history: "keep", scroll });
  else if (!url.hash) scrollTo({ top: scroll, behavior: "instant" });
});

const remembered = (history.state as { scroll?: number } | null)?.scroll;
if (remembered && !location.hash) requestAnimationFrame(() => scrollTo({ top: remembered, behavior: "instant" }));
