import { gallery as texts } from "texts";
import { make } from "../make";
import { fill, plural } from "../text";
import { leftOut, openSheet, select, type Sheet } from "./sheet";

const most = 100; // links that are still a list somebody can use
const parallel = 4;
const day = 86_400_000;

/** Makes a link for each of many photos, and hands them over as a list. */
export function shareMany(ids: string[], left: number): void {
  const shared = ids.slice(0, most);
  const notes = [
    ...leftOut(left > 0 ? plural(texts.notYoursToShare, left) : ""),
    ...leftOut(ids.length > most ? fill(texts.shareMost, { most }) : ""),
  ];
  const fields = [
    select(texts.variant, "variant", [["W", texts.watermarked], ["O", texts.original]]),
    select(texts.expires, "days", [["7", texts.week], ["1", texts.aDay], ["30", texts.month], ["365", texts.year]]),
  ];
  openSheet(plural(texts.shareHeading, shared.length), [...notes, ...fields], {
    label: plural(texts.makeLinks, shared.length),
    run: async (form, sheet) => {
      const body = JSON.stringify({ variant_key: form.get("variant"), expires_at: new Date(Date.now() + Number(form.get("days")) * day).toISOString() });
      const links: string[] = [];
      let failed = 0;
      const waiting = shared.map((id, at) => ({ id, at }));
      await Promise.all(Array.from({ length: parallel }, async () => {
        for (let next = waiting.shift(); next; next = waiting.shift()) {
          const link = await create(next.id, body);
          if (link) links[next.at] = link;
          else failed++;
          sheet.say(fill(texts.makingLinks, { done: links.filter(Boolean).length, count: shared.length }));
        }
      }));
      hand(sheet, links.filter(Boolean), failed);
      return false;
    },
  });
}

async function create(id: string, body: string): Promise<string | null> {
  try {
    const response = await fetch(`/photos/${id}/share/`, { method: "POST", headers: { "Content-Type": "application/json" }, body });
    return response.ok ? ((await response.json()) as { share_url: string }).share_url : null;
  } catch {
    return null;
  }
}

function hand(sheet: Sheet, links: string[], failed: number): void {
  const text = links.join("\n");
  const list = document.createElement("textarea");
  Object.assign(list, { readOnly: true, value: text, rows: Math.min(8, links.length) });
  list.setAttribute("aria-label", texts.links);
  const field = make("div", "", "field");
  field.append(list);
  const actions = make("div", "", "actions");
  const copy = make("button", texts.copy, "button") as HTMLButtonElement;
  copy.type = "button";
  copy.addEventListener("click", () => void navigator.clipboard.writeText(text).then(() => sheet.say(texts.copied), () => list.select()));
  actions.append(copy);
  if (typeof navigator.share === "function") {
    const send = make("button", texts.send, "button quiet") as HTMLButtonElement;
    send.type = "button";
    send.addEventListener("click", () => void navigator.share({ text }).catch(() => undefined));
    actions.append(send);
  }
  const status = sheet.form.querySelector("[role=status]")!;
  sheet.form.replaceChildren(field, actions, status);
  sheet.say(failed > 0 ? plural(texts.linksFailed, failed) : "");
  copy.focus();
}
