import { viewer as texts } from "texts";

/** Shows what this browser can do with a link beyond copying it. */
export function prepareLinks(details: HTMLElement): void {
  if (!("share" in navigator)) return;
  for (const button of details.querySelectorAll<HTMLElement>("[data-do=send]")) button.hidden = false;
}

/** Copies a link or hands it to the system's share sheet. Returns what to tell, if anything. */
export async function useLink(button: HTMLElement): Promise<string | null> {
  const field = button.closest("li")!.querySelector<HTMLInputElement>(".address")!;
  if (button.dataset.do === "send") {
    await navigator.share({ url: field.value, title: document.title }).catch(() => undefined); // who changed their mind need not be told
    return null;
  }
  await copy(field);
  return texts.copied;
}

async function copy(field: HTMLInputElement): Promise<void> {
  try {
    await navigator.clipboard.writeText(field.value);
  } catch {
    field.select(); // without a secure context there is only the old way
    document.execCommand("copy");
  }
}
