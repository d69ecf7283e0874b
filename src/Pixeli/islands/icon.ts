const svg = "http://www.w3.org/2000/svg";

/** An icon of the sprite, silent to screen readers: the words beside it speak. */
export function icon(name: string): SVGSVGElement {
  const element = document.createElementNS(svg, "svg");
  element.setAttribute("class", "icon");
  element.setAttribute("aria-hidden", "true");
  const use = document.createElementNS(svg, "use");
  use.setAttribute("href", `${document.documentElement.dataset.icons ?? ""}#${name}`);
  element.append(use);
  return element;
}
