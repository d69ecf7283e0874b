import type { Order, Selection } from "./selection";

const pressTime = 450;
const slack = 10; // pixels that a finger may move and still press

/** Lets people choose photos: by box, by long press, by keyboard, by range and by day. Once one is chosen, a tap chooses. */
export function selectIn(root: HTMLElement, selection: Selection, order: Order, signal: AbortSignal): void {
  let press = 0;
  let pressed: string | null = null;
  let start = { x: 0, y: 0 };

  const idOf = (target: EventTarget | null): string | null => (target as Element).closest<HTMLElement>(".cell")?.querySelector<HTMLElement>(".tile")?.dataset.id ?? null;
  const choose = (id: string, isRange: boolean): void => (isRange ? selection.extendTo(id, order) : selection.toggle(id));

  root.addEventListener("pointerdown", (event) => {
    pressed = null;
    const id = idOf(event.target);
    if (event.pointerType !== "touch" || !id) return;
    start = { x: event.clientX, y: event.clientY };
    press = setTimeout(() => {
      pressed = id;
      navigator.vibrate?.(10);
      choose(id, selection.size > 0 && !selection.has(id) && event.isPrimary && event.shiftKey);
    }, pressTime);
  }, { signal });
  const release = (): void => clearTimeout(press);
  root.addEventListener("pointermove", ({ clientX, clientY }) => Math.hypot(clientX - start.x, clientY - start.y) > slack && release(), { signal });
  root.addEventListener("pointerup", release, { signal });
  root.addEventListener("pointercancel", release, { signal });
  // A long press would open the link's menu too.
  root.addEventListener("contextmenu", (event) => pressed !== null && event.preventDefault(), { signal });

  root.addEventListener("click", (event) => {
    const target = event.target as Element;
    const day = target.closest<HTMLElement>(".pick-day");
    if (day) return selection.toggleRange(Number(day.dataset.first), Number(day.dataset.end), order);
    const id = idOf(target);
    if (!id) return;
    const isBox = target.matches(".pick");
    if (pressed === id) event.preventDefault();
    else if (isBox || event.shiftKey || (selection.size > 0 && !event.metaKey && !event.ctrlKey)) {
      if (!isBox) event.preventDefault();
      choose(id, event.shiftKey);
    }
    pressed = null;
  }, { signal });

  root.addEventListener("keydown", (event) => {
    const id = idOf(event.target);
    if (event.key === "Escape" && selection.size > 0) selection.clear();
    else if (id && (event.key === " " || event.key === "x") && !event.ctrlKey && !event.metaKey && !event.altKey) choose(id, event.shiftKey);
    else return;
    event.preventDefault();
  }, { signal });
}
