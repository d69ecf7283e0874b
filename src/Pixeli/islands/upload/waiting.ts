import { icon } from "../icon";
import { visit } from "../navigation/navigation";
import { person } from "./person";
import type { Upload } from "./pixeli-upload";
import { Previews } from "./previews";
import { removeShared, sharedFiles, type SharedFile } from "./shared-files";
import { sizeWords } from "./words";

/** Puts what waits on this device beside what waits on the server, and hands it to the upload tray once an event is chosen. */
export async function showWaiting(host: HTMLElement): Promise<void> {
  const files = await sharedFiles(person()).catch(() => []);
  const atServer = host.querySelectorAll(".files li").length;
  tell(host, files.length + atServer > 0);
  host.querySelectorAll<HTMLImageElement>(".files img").forEach(hideIfBroken);
  if (files.length === 0) return;
  const note = host.querySelector<HTMLElement>("[data-note]");
  if (note) note.hidden = false;
  host.querySelector(".files")?.append(...lines(files));
  host.addEventListener("submit", (event) => {
    const form = event.target as HTMLFormElement;
    const chosen = event.submitter as HTMLButtonElement | null;
    event.preventDefault();
    if (chosen?.name === "event") void add(host, files, form, chosen, atServer > 0);
    else void removeShared(files).then(() => visit(new URL(form.action), { method: "POST", body: new FormData(), history: "push" }));
  });
}

/** What did not come leaves the sign under it, instead of the browser's for what is broken. */
function hideIfBroken(image: HTMLImageElement): void {
  if (image.complete && image.naturalWidth === 0) image.remove();
  else image.addEventListener("error", () => image.remove(), { once: true });
}

function tell(host: HTMLElement, isAny: boolean): void {
  for (const part of host.querySelectorAll<HTMLElement>("[data-part]")) part.hidden = (part.dataset.part === "some") !== isAny;
}

function lines(files: readonly SharedFile[]): HTMLLIElement[] {
  const previews = new Previews();
  return files.map(({ file }) => {
    const line = document.createElement("li");
    line.innerHTML = '<span class="picture"></span><span class="name"></span><span class="soft"></span>';
    const [picture, name, size] = line.children as unknown as [HTMLElement, HTMLElement, HTMLElement];
    name.textContent = file.name;
    size.textContent = sizeWords(file.size);
    if (file.type.startsWith("image/")) previews.show(picture, file);
    else picture.append(icon("file-image"));
    return line;
  });
}

async function add(host: HTMLElement, files: readonly SharedFile[], form: HTMLFormElement, chosen: HTMLButtonElement, isMoreAtServer: boolean): Promise<void> {
  const tray = document.querySelector<Upload>("pixeli-upload");
  const isKept = await tray?.send(files.map(({ file }) => file), chosen.value, chosen.querySelector("strong")?.textContent ?? undefined);
  if (!isKept) return; // cancelled, or only in this page's memory: then they still wait here
  await removeShared(files);
  if (!navigator.onLine) {
    tell(host, false); // the tray says what it waits for
    return;
  }
  const body = new FormData();
  body.set(chosen.name, chosen.value);
  if (isMoreAtServer) await visit(new URL(form.action), { method: "POST", body, history: "push" });
  else await visit(new URL(`/e/${chosen.value}`, location.href), { history: "replace" });
}
