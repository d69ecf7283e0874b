import { droppedFiles } from "./dropped-files";
import type { Upload } from "./pixeli-upload";

const isEarly = ({ dataTransfer }: DragEvent): boolean =>
  !customElements.get("pixeli-upload") && dataTransfer !== null && dataTransfer.types.includes("Files") && document.querySelector("#page input[data-upload-to]") !== null;

/** Files that are dropped before the tray's script is there wait for it: the browser alone would leave the page and show the first. */
document.addEventListener("dragover", (event) => isEarly(event) && event.preventDefault());
document.addEventListener("drop", (event) => {
  if (!isEarly(event)) return;
  event.preventDefault();
  const files = droppedFiles(event.dataTransfer!);
  void customElements.whenDefined("pixeli-upload").then(async () => document.querySelector<Upload>("pixeli-upload")?.take(await files));
});
