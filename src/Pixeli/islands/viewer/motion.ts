const duration = 180;
const easing = "cubic-bezier(0.2, 0, 0, 1)";
const isCalm = (): boolean => matchMedia("(prefers-reduced-motion: reduce)").matches || document.hidden;

interface Keyframe {
  transform: string;
  clipPath: string;
}

/** The picture as it would lie over its thumbnail, which may show only the middle of it. */
function over(frame: HTMLElement, tile: HTMLElement): Keyframe | null {
  const [to, from] = [frame.getBoundingClientRect(), tile.getBoundingClientRect()];
  if (to.width === 0 || from.width === 0 || from.bottom < 0 || from.top > innerHeight) return null;
  const scale = Math.max(from.width / to.width, from.height / to.height);
  const across = Math.max(0, (to.width - from.width / scale) / 2);
  const down = Math.max(0, (to.height - from.height / scale) / 2);
  const x = from.left + from.width / 2 - (to.left + to.width / 2);
  const y = from.top + from.height / 2 - (to.top + to.height / 2);
  return { transform: `translate(${x}px, ${y}px) scale(${scale})`, clipPath: `inset(${down}px ${across}px)` };
}

/** Grows out of the thumbnail. */
export function grow(frame: HTMLElement, viewer: HTMLElement, tile: HTMLElement | null): void {
  if (isCalm()) return;
  viewer.classList.add("opening");
  viewer.animate([{ backgroundColor: "transparent" }, {}], { duration });
  const start = tile && over(frame, tile);
  const moving = start
    ? frame.animate([{ ...start }, { transform: "none", clipPath: "inset(0)" }], { duration, easing })
    : frame.animate([{ opacity: 0 }, { opacity: 1 }], { duration });
  moving.addEventListener("finish", () => viewer.classList.remove("opening"));
}

/** Goes back into the thumbnail, or fades where there is none to be seen. */
export async function shrink(frame: HTMLElement, viewer: HTMLElement, tile: HTMLElement | null): Promise<void> {
  if (isCalm()) return;
  viewer.classList.add("closing");
  const pulled = frame.style.transform || "none";
  frame.style.transform = ""; // measured where it belongs, moved from where it was pulled to
  const end = tile && over(frame, tile);
  frame.style.transform = pulled;
  viewer.animate([{}, { backgroundColor: "transparent" }], { duration, fill: "forwards" });
  const moving = end
    ? frame.animate([{ transform: pulled, clipPath: "inset(0)" }, { ...end }], { duration, easing, fill: "forwards" })
    : frame.animate([{ opacity: 1 }, { opacity: 0 }], { duration, fill: "forwards" });
  await moving.finished.catch(() => undefined);
}
