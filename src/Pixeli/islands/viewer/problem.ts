import { viewer as texts } from "texts";
import { toast } from "../toast/toast";

/** Says what was not done. Who is signed out can sign in beside this page, so that what was typed into it stays. */
export function sayProblem(words: string): void {
  const signIn = { label: texts.signIn, run: () => void open("/login", "_blank", "noopener") };
  toast(words, words === texts.signedOut ? { isProblem: true, action: signIn, seconds: 20 } : { isProblem: true });
}
