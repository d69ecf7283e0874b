const keys: Record<string, string> = { ArrowLeft: "previous", ArrowRight: "next", Escape: "close", i: "info" };

/** Keys of the photo page: each presses the link that is there for everybody. */
document.addEventListener("keydown", (event) => {
  const target = event.target as HTMLElement;
  const action = keys[event.key];
  if (!action || event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
  if (target.closest("input, textarea, select, dialog")) return;
  const control = document.querySelector<HTMLElement>(`[data-key="${action}"]`);
  if (!control) return;
  event.preventDefault();
  control.click();
});
