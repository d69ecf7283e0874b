/** What somebody began to write about photos and has not sent: it outlives whatever is shown anew, and another photo in between. */
const drafts = new Map<string, string>();

export function keepDraft(field: HTMLTextAreaElement): void {
  if (field.value.trim()) drafts.set(keyOf(field), field.value);
  else drafts.delete(keyOf(field));
}

/** Puts what was begun into the details' empty fields, and says which. */
export function bringDraftsBack(details: HTMLElement): HTMLTextAreaElement[] {
  const fields = [];
  for (const field of details.querySelectorAll<HTMLTextAreaElement>("[data-form=comment] textarea")) {
    const draft = drafts.get(keyOf(field));
    if (!draft || field.value) continue;
    field.value = draft;
    field.closest("details")?.setAttribute("open", "");
    fields.push(field);
  }
  return fields;
}

/** The field for the same words in details that took these ones' place. */
export function sameField(details: HTMLElement, field: Element | null): HTMLTextAreaElement | null {
  if (!(field instanceof HTMLTextAreaElement)) return null;
  const key = keyOf(field);
  return [...details.querySelectorAll<HTMLTextAreaElement>("[data-form=comment] textarea")].find((other) => keyOf(other) === key) ?? null;
}

/** By the photo, and by the comment that is answered. */
function keyOf(field: HTMLTextAreaElement): string {
  const parent = field.form?.querySelector<HTMLInputElement>("[name=parent]")?.value ?? "";
  return `${field.closest<HTMLElement>("#details")?.dataset.photo} ${parent}`;
}
