import { navigation as texts } from "texts";
import { icon } from "../icon";
import { toast } from "../toast/toast";

/** Says that a form met no server: above its button where somebody wrote something, and what is written stays. */
export function sayUnsent(form: HTMLFormElement, submitter: HTMLElement | null): void {
  form.querySelector(".unsent")?.remove();
  if (!form.querySelector("textarea, select, input:not([type=hidden])")) {
    toast(texts.notReached, { isProblem: true });
    return;
  }
  const notice = document.createElement("p");
  notice.className = "notice unsent";
  notice.setAttribute("role", "alert");
  notice.append(icon("circle-alert"), Object.assign(document.createElement("span"), { textContent: texts.notSent }));
  const place = submitter?.closest(".actions") ?? submitter;
  if (place) place.before(notice);
  else form.append(notice);
  (place ?? notice).scrollIntoView({ block: "nearest" });
}
