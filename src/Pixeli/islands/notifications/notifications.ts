import { inbox as texts } from "texts";
import { visit } from "../navigation/navigation";
import { renewSoon } from "../navigation/renew";
import { toast, type Toast } from "../toast/toast";
import { linkTo, pageOf, wordsOf, type Message } from "./message";
import { Lasting } from "./socket";

const most = 99;
const shown = new Map<string, Toast>();
let connection: Lasting | null = null;

/** The number of unread notifications, beside the link to the inbox: live, and in the document's title too. */
class Unread extends HTMLElement {
  connectedCallback(): void {
    this.show(Number(this.getAttribute("count")));
    const url = `${location.protocol === "https:" ? "wss" : "ws"}://${location.host}/ws/notifications/`;
    connection ??= new Lasting(url, (message) => arrived(message as Message), () => void catchUp());
  }

  show(count: number): void {
    this.hidden = count === 0;
    this.textContent = count > most ? `${most}+` : String(count);
    const title = document.title.replace(/^\(\d+\+?\) /, "");
    document.title = count > 0 ? `(${this.textContent}) ${title}` : title;
  }
}

customElements.define("pixeli-unread", Unread);

async function catchUp(): Promise<void> {
  const badge = document.querySelector<Unread>("pixeli-unread");
  if (!badge) return;
  try {
    const response = await fetch("/notifications/unread-count/", { headers: { Accept: "application/json" } });
    if (response.ok) badge.show(((await response.json()) as { count: number }).count);
  } catch {
    // without a network there is nothing new to tell
  }
}

function arrived(message: Message): void {
  void catchUp();
  if (location.pathname === "/inbox") {
    const isFirstPage = !new URLSearchParams(location.search).has("cursor");
    if (isFirstPage) renewSoon();
    return;
  }
  if (location.pathname === pageOf(message) || document.hidden) return;
  shown.get(message.id)?.close(); // a line that grew replaces itself
  const open = (): void => void visit(new URL(linkTo(message), location.href), { history: "push" });
  shown.set(message.id, toast(wordsOf(message), { action: { label: texts.open, run: open } }));
}
