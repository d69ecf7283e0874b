import { pathOf, shown, visit } from "./navigation";
import { sayUnsent } from "./unsent";

/*
 * Follows links and sends forms without leaving the document, so that uploads go on while people browse. Whatever it cannot
 * handle, the browser does as ever; `data-native` asks for that. Only pixeli.ts imports this, since who listens first matters there.
 */

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

const sending = new WeakSet<HTMLFormElement>();

document.addEventListener("submit", (event) => {
  const form = event.target as HTMLFormElement;
  const url = new URL(event.submitter?.getAttribute("formaction") ?? form.action, location.href);
  if (event.defaultPrevented || form.target || form.closest("[data-native]") || !isOurs(url)) return;
  if (form.method !== "get" && form.method !== "post") return;
  event.preventDefault();
  if (sending.has(form)) return; // pressed twice is sent once
  const data = new FormData(form, event.submitter);
  if (form.method === "post") {
    sending.add(form);
    const sent = visit(url, { method: "POST", body: data, history: "push", lost: () => sayUnsent(form, event.submitter) });
    void sent.finally(() => sending.delete(form));
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
if (remembered) requestAnimationFrame(() => scrollTo({ top: remembered, behavior: "instant" }));
