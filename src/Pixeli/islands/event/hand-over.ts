import { event as texts } from "texts";

/** Buttons that copy a link (`data-copy`), send it by the system's share sheet (`data-send`), or print the page (`data-print`). */
document.addEventListener("click", (event) => {
  const button = (event.target as Element).closest<HTMLButtonElement>("button[data-copy], button[data-send], button[data-print]");
  if (!button) return;
  const { copy, send, sendTitle } = button.dataset;
  if (copy !== undefined) void copyLink(button, copy);
  else if (send !== undefined) void navigator.share({ url: send, title: sendTitle ?? "" }).catch(() => undefined);
  else print();
});

async function copyLink(button: HTMLButtonElement, link: string): Promise<void> {
  const words = button.querySelector("span");
  if (!words) return;
  const before = words.textContent;
  try {
    await navigator.clipboard.writeText(link);
    words.textContent = texts.copied;
  } catch {
    words.textContent = texts.notCopied;
  }
  setTimeout(() => (words.textContent = before), 2500);
}

/** What this browser has no way to do is not offered. */
if (typeof navigator.share === "function") document.documentElement.classList.add("can-send");
