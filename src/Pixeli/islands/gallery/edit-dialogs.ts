import { gallery as texts, words } from "texts";
import { make } from "../make";
import { plural } from "../text";
import { toast } from "../toast/toast";
import { PeopleField } from "./people-field";
import { leftOut, openSheet, select } from "./sheet";

interface Edit {
  read_perm?: string;
  share_perm?: string;
  add_tags?: string[];
  add_usernames?: string[];
}

const atOnce = 200;
const keep = "";

/** Adds words and people to many photos. */
export function tagMany(ids: string[], left: number): void {
  const field = make("div", "", "field");
  const label = make("label", texts.words) as HTMLLabelElement;
  label.htmlFor = "sheet-tags";
  const input = document.createElement("input");
  Object.assign(input, { id: "sheet-tags", name: "tags", autocomplete: "off", placeholder: texts.wordsExample });
  field.append(label, input, make("p", texts.wordsHint, "hint"));
  const people = new PeopleField();
  openSheet(plural(texts.tagHeading, ids.length), [...notYours(left), field, people.element], {
    label: texts.add,
    run: async (form, sheet) => {
      const add_tags = String(form.get("tags")).split(",").map((tag) => tag.trim()).filter((tag) => tag.length > 0);
      const add_usernames = people.usernames;
      if (add_tags.length + add_usernames.length === 0) return true;
      return edit(ids, { add_tags, add_usernames }, sheet.say);
    },
  });
}

/** Sets who may see and who may share many photos. */
export function permitMany(ids: string[], left: number): void {
  const fields = [
    select(texts.whoSees, "read", [[keep, texts.unchanged], ["PUB", words.readPublic], ["IMG", words.readMembers], ["PRV", words.readPrivate]]),
    select(texts.whoShares, "share", [[keep, texts.unchanged], ["AN", words.shareAnyone], ["OR", words.shareOwners], ["DI", words.shareNobody]]),
  ];
  openSheet(plural(texts.permitHeading, ids.length), [...notYours(left), ...fields], {
    label: texts.save,
    run: async (form, sheet) => {
      const read_perm = String(form.get("read"));
      const share_perm = String(form.get("share"));
      if (!read_perm && !share_perm) return true;
      return edit(ids, { ...(read_perm && { read_perm }), ...(share_perm && { share_perm }) }, sheet.say);
    },
  });
}

function notYours(left: number): Node[] {
  return leftOut(left > 0 ? plural(texts.notYours, left) : "");
}

async function edit(ids: string[], change: Edit, say: (words: string) => void): Promise<boolean> {
  let done = 0;
  for (let from = 0; from < ids.length; from += atOnce) {
    const response = await fetch("/photos/batch-edit/", {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ ids: ids.slice(from, from + atOnce), ...change }),
    });
    const answer = (await response.json()) as { done?: string[]; detail?: string };
    if (!response.ok) {
      say(answer.detail ?? texts.failed);
      return false;
    }
    done += answer.done?.length ?? 0;
  }
  toast(plural(texts.changed, done));
  return true;
}
