import { viewer as texts } from "texts";
import { icon } from "../icon";

export type Action = "close" | "previous" | "next" | "like" | "comments" | "share" | "info" | "download" | "delete" | "full" | "help" | "likes";

export interface Chrome {
  element: HTMLElement;
  when: HTMLElement;
  by: HTMLElement;
  said: HTMLElement;
  button(action: Action): HTMLButtonElement | HTMLAnchorElement;
}

/** What lies around the photo: bars, arrows, and a place to say things to screen readers. */
export function createChrome(act: (action: Action) => void): Chrome {
  const buttons = new Map<Action, HTMLButtonElement | HTMLAnchorElement>();
  const button = (action: Action, symbol: string, label: string, kind = ""): HTMLElement => {
    const element = action === "download" ? document.createElement("a") : document.createElement("button");
    if (element instanceof HTMLButtonElement) {
      element.type = "button";
      element.addEventListener("click", () => act(action));
    } else {
      element.download = "";
    }
    element.className = `tool ${action} ${kind}`.trim();
    element.setAttribute("aria-label", label);
    element.title = label;
    element.append(icon(symbol));
    buttons.set(action, element);
    return element;
  };
  const make = (tag: string, name: string, ...children: (Node | string)[]): HTMLElement => {
    const element = document.createElement(tag);
    element.className = name;
    element.append(...children);
    return element;
  };

  const [when, by] = [make("strong", ""), make("span", "")];
  const said = make("p", "unseen");
  said.setAttribute("role", "status");
  const count = (action: Action, name: string): HTMLElement => {
    const element = button(action, name === "likes" ? "heart" : "message-circle", name === "likes" ? texts.like : texts.comments);
    element.append(make("span", "count"));
    return element;
  };
  const bar = make("div", "bar", button("close", "x", texts.close), make("p", "caption", when, by));
  const tools = make(
    "div",
    "tools",
    count("like", "likes"),
    count("comments", "comments"),
    button("share", "share-2", texts.share),
    button("download", "download", texts.downloadOriginal),
    button("info", "info", texts.details),
    button("delete", "trash-2", texts.deletePhoto),
    button("full", "maximize", texts.helpFull, "wide"),
    button("help", "keyboard", texts.help, "wide"),
  );
  tools.setAttribute("role", "toolbar");
  tools.setAttribute("aria-label", texts.label);
  const element = make(
    "div",
    "chrome",
    bar,
    tools,
    button("previous", "chevron-left", texts.previous, "arrow"),
    button("next", "chevron-right", texts.next, "arrow"),
    said,
  );
  return { element, when, by, said, button: (action) => buttons.get(action)! };
}
