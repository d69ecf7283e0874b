import { viewer as texts } from "texts";
import type { Action } from "./chrome";

const keys: Record<string, Action> = {
  ArrowLeft: "previous", ArrowRight: "next", l: "like", i: "info", c: "comments", s: "share", f: "full", "?": "help",
};

/** What a key asks for; null for keys that mean something else, or nothing. */
export function actionOf(event: KeyboardEvent): Action | null {
  if (event.ctrlKey || event.metaKey || event.altKey) return null;
  if ((event.target as HTMLElement).closest?.("input, textarea, select")) return null;
  return keys[event.key.length === 1 ? event.key.toLowerCase() : event.key] ?? null;
}

/** Says which keys there are. */
export function createHelp(): HTMLElement {
  const list = document.createElement("dl");
  const rows: [string, string][] = [
    ["← →", texts.helpMove], ["Esc", texts.helpClose], ["L", texts.helpLike], ["C", texts.helpComments], ["I", texts.helpInfo],
    ["S", texts.helpShare], ["F", texts.helpFull], ["+ −", texts.helpZoom], ["?", texts.helpKeys],
  ];
  for (const [key, words] of rows) {
    const [term, meaning] = [document.createElement("dt"), document.createElement("dd")];
    term.append(...key.split(" ").map((name) => Object.assign(document.createElement("kbd"), { textContent: name })));
    meaning.textContent = words;
    list.append(term, meaning);
  }
  const help = document.createElement("section");
  help.className = "keys";
  help.tabIndex = -1;
  help.setAttribute("aria-label", texts.help);
  help.append(list);
  return help;
}
