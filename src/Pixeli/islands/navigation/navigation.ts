import { fetchPage, type Page } from "./page";

/** How a page is gone to without leaving the document: the new page's `#page` takes the old one's place. */
interface Visit {
  method?: "GET" | "POST";
  body?: FormData | null;
  history: "push" | "replace" | "keep";
  scroll?: number;
  /** What the new page lies over: what closes it goes back there. */
  under?: string;
  /** What was sent met no server. */
  lost?: () => void;
}

const root = document.documentElement;
/** What the page that is shown was asked for by. */
export let shown = pathOf(new URL(location.href));
let current: AbortController | null = null;

export async function visit(url: URL, { method = "GET", body = null, history: entry, scroll, under, lost }: Visit): Promise<void> {
  current?.abort();
  const { signal } = (current = new AbortController());
  root.classList.add("navigating");
  let page: Page | null;
  try {
    page = await fetchPage(url, method, body, signal);
  } catch {
    if (signal.aborted) return;
    root.classList.remove("navigating");
    if (method === "GET") location.assign(url);
    else lost?.();
    return;
  }
  root.classList.remove("navigating");
  if (signal.aborted) return;
  // Scripts that are newer, or older, load with their page. What answers a form cannot be loaded anew: it is shown as it is.
  if (!page || !(page.isOfBuild || page.isAnswer)) {
    location.assign(page?.url ?? url);
    return;
  }
  const target = new URL(page.url.href);
  target.hash ||= url.hash;
  const isSame = pathOf(target) === shown;
  if (!page.isAnswer || isSame) {
    if (entry === "push" && !isSame) history.pushState(under ? { under } : {}, "", target);
    else if (entry !== "keep") history.replaceState({}, "", target);
    shown = pathOf(target);
  }
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

export function pathOf(url: URL): string {
  return url.pathname + url.search;
}
