const year = 365 * 24 * 3600;

/**
 * A link of the layout's switch was pressed: arranges the gallery at once, and remembers the choice in a cookie, so that the server
 * renders the next page that way. Answers whether it was such a link.
 */
export function chooseArrangement(event: MouseEvent, gallery: HTMLElement): boolean {
  const link = (event.target as Element).closest<HTMLAnchorElement>("a[data-arrange]");
  if (!link || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey) return false;
  event.preventDefault();
  const chosen = link.dataset.arrange === "grid" ? "grid" : "rows";
  if (gallery.getAttribute("layout") === chosen) return false;
  gallery.setAttribute("layout", chosen);
  document.cookie = `gallery=${chosen}; path=/; max-age=${year}; samesite=lax`;
  for (const other of document.querySelectorAll<HTMLAnchorElement>("a[data-arrange]")) {
    if (other.dataset.arrange === chosen) other.setAttribute("aria-current", "true");
    else other.removeAttribute("aria-current");
  }
  return true;
}
