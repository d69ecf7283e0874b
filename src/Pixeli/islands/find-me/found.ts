import { findMe as texts } from "texts";
import { plural } from "../text";
import { toast } from "../toast/toast";
import { call, reasonOf } from "../viewer/api";
import { boxIn, cropTo } from "./crop";

type Verdict = "me" | "not-me";

/** Answers "this is me" and "not me" where the photo stands, each of which can be taken back. */
export function answerInPlace(root: HTMLElement): void {
  for (const item of root.querySelectorAll<HTMLElement>(".found")) centre(item);
  const form = root.querySelector("form")!;
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const button = event.submitter as HTMLButtonElement;
    const own = button.closest<HTMLElement>(".found");
    const verdict = (own ? button.name : button.value) as Verdict;
    void decide(own ? [own] : chosen(root), verdict).then(() => count(root));
  });
  form.addEventListener("change", () => count(root));
  form.addEventListener("click", ({ target }) => {
    const button = (target as Element).closest<HTMLElement>("[data-act]");
    if (button?.dataset.act === "undo") void undo(button.closest<HTMLElement>(".found")!);
    else if (button?.dataset.act === "all") chooseAll(button.closest("section")!, root);
  });
}

/** The face in the middle of its square, with a ring around it. */
function centre(item: HTMLElement): void {
  const image = item.querySelector<HTMLImageElement>("img[data-face]");
  const ring = item.querySelector<HTMLElement>(".ring");
  if (!image || !ring) return;
  const { x, y, face } = cropTo(boxIn(image.dataset.face!), Number(image.dataset.shape));
  const percent = (share: number): string => `${(share * 100).toFixed(2)}%`;
  image.style.objectPosition = `${percent(x)} ${percent(y)}`;
  Object.assign(ring.style, { left: percent(face.left), top: percent(face.top), width: percent(face.width), height: percent(face.height) });
  ring.hidden = false;
}

async function decide(items: readonly HTMLElement[], verdict: Verdict): Promise<void> {
  const isOne = items.length === 1;
  for (const item of items) {
    item.classList.add("busy");
    try {
      await call("POST", `/photos/${item.dataset.photo}/${verdict}/`);
    } catch (failure) {
      toast(reasonOf(failure), { isProblem: true });
      return;
    } finally {
      item.classList.remove("busy");
    }
    show(item, verdict);
    if (isOne) item.querySelector<HTMLElement>("[data-act=undo]")!.focus({ preventScroll: true });
  }
}

async function undo(item: HTMLElement): Promise<void> {
  try {
    await call("DELETE", `/photos/${item.dataset.photo}/me/`);
  } catch (failure) {
    toast(reasonOf(failure), { isProblem: true });
    return;
  }
  show(item, null);
  item.querySelector<HTMLElement>(".answers button")!.focus({ preventScroll: true });
}

function show(item: HTMLElement, verdict: Verdict | null): void {
  const [pick, decided] = [item.querySelector("input")!, item.querySelector<HTMLElement>(".decided")!];
  pick.checked = false;
  pick.disabled = verdict !== null;
  if (verdict) item.dataset.decided = verdict;
  else delete item.dataset.decided;
  decided.hidden = verdict === null;
  item.querySelector<HTMLElement>(".answers")!.hidden = verdict !== null;
  decided.querySelector("p")!.textContent = verdict === "me" ? texts.isMe : verdict === "not-me" ? texts.isNotMe : "";
}

const chosen = (root: Element): HTMLElement[] =>
  [...root.querySelectorAll<HTMLInputElement>(".pick:checked")].map((input) => input.closest<HTMLElement>(".found")!);

function chooseAll(section: HTMLElement, root: HTMLElement): void {
  const picks = [...section.querySelectorAll<HTMLInputElement>(".pick:enabled")];
  const isAll = picks.every((pick) => pick.checked);
  for (const pick of picks) pick.checked = !isAll;
  count(root);
}

function count(root: HTMLElement): void {
  const number = chosen(root).length;
  root.querySelector(".count")!.textContent = number === 0 ? "" : plural(texts.chosenCount, number);
}
