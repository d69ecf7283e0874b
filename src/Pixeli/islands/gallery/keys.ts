import { gallery as texts } from "texts";
import { toast } from "../toast/toast";

const told = "pixeli-keys-told";
const seconds = 9;

/** Says once on a device how photos are gone through by keyboard, to whoever comes to one by it. */
export function tellKeys(): void {
  try {
    if (localStorage.getItem(told)) return;
    localStorage.setItem(told, "1");
  } catch {
    return; // where nothing can be kept, it would be said again and again
  }
  toast(texts.keys, { seconds });
}
