import { pathOf } from "./navigation";
import { fetchPage } from "./page";

/*
 * Back from another site, a browser may show a page as it was left, script and all. Who is signed in, and what they may see, can be different
 * by now: then the page is loaded anew. What is still true stays as it is, with what was being written.
 */
addEventListener("pageshow", ({ persisted }) => persisted && void look());

async function look(): Promise<void> {
  const address = new URL(location.href);
  try {
    const page = await fetchPage(address, "GET", null, AbortSignal.timeout(30_000));
    if (page?.document.querySelector("[data-offline]") || location.href !== address.href) return;
    if (!page?.isThere || !page.isOfBuild || pathOf(page.url) !== pathOf(address) || personOn(page.document) !== personOn(document)) location.reload();
  } catch {
    // without a network it stays what was seen last
  }
}

function personOn(shown: Document): string | undefined {
  return shown.querySelector<HTMLElement>("#page")?.dataset.person;
}
