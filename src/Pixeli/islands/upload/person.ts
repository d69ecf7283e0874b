/** Whom this page was made for; empty for nobody. */
export function person(): string {
  return document.querySelector<HTMLElement>("#page")?.dataset.person ?? "";
}
