import { gallery as texts } from "texts";
import { plural } from "../text";
import { toast } from "../toast/toast";

interface Result {
  done: string[];
  refused: string[];
  missing: string[];
}

const secondsToUndo = 7;
const atOnce = 200; // what the server takes in one request
const doomed = new Set<string>();
const waiting = new Set<string[]>();
const undos = new Map<string[], () => void>();

/** Whether somebody deleted this photo here, though the server may not know yet. */
export const isDoomed = (id: string): boolean => doomed.has(id);

/** Whether any photo is on its way out. */
export const isAnyDoomed = (): boolean => doomed.size > 0;

const announce = (kind: "removed" | "restored", ids: readonly string[]): void => {
  for (const id of ids) dispatchEvent(new CustomEvent(`pixeli:photo-${kind}`, { detail: { id } }));
};

/**
 * Takes photos away at once, and deletes them after a few seconds in which it can be undone. Going to another page changes nothing;
 * leaving the site deletes them right away. Only photos whose `canDelete` is set.
 */
export function deleteSoon(ids: readonly string[]): void {
  const batch = ids.filter((id) => !doomed.has(id));
  if (batch.length === 0) return;
  for (const id of batch) doomed.add(id);
  waiting.add(batch);
  announce("removed", batch);
  const timer = setTimeout(() => {
    note.close();
    undos.delete(batch);
    void send(batch);
  }, secondsToUndo * 1000);
  const undo = (): void => {
    clearTimeout(timer);
    undos.delete(batch);
    if (waiting.delete(batch)) restore(batch);
  };
  undos.set(batch, () => (note.close(), undo()));
  const note = toast(plural(texts.deleted, batch.length), {
    seconds: secondsToUndo + 60, // it is closed when it cannot be undone any more, never before
    action: { label: texts.undo, run: undo },
  });
}

function restore(ids: readonly string[]): void {
  for (const id of ids) doomed.delete(id);
  announce("restored", ids);
}

async function send(batch: string[]): Promise<void> {
  if (!waiting.delete(batch)) return;
  for (let from = 0; from < batch.length; from += atOnce) {
    const ids = batch.slice(from, from + atOnce);
    try {
      const response = await post(ids);
      if (!response.ok) throw new Error(`Deleting answered ${response.status}`);
      const { refused } = (await response.json()) as Result;
      if (refused.length === 0) continue;
      restore(refused);
      toast(plural(texts.deleteRefused, refused.length), { isProblem: true });
    } catch {
      const rest = batch.slice(from);
      restore(rest);
      toast(plural(texts.deleteFailed, rest.length), { isProblem: true, seconds: 20, action: { label: texts.again, run: () => deleteSoon(rest) } });
      return;
    }
  }
}

function post(ids: readonly string[], keepalive = false): Promise<Response> {
  return fetch("/photos/batch-delete/", { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify({ ids }), keepalive });
}

// Nobody comes to the message by keyboard in time.
addEventListener("keydown", (event) => {
  if (event.key.toLowerCase() !== "z" || !(event.ctrlKey || event.metaKey) || event.shiftKey || event.altKey) return;
  const last = [...undos.values()].at(-1);
  if (!last || (event.target as Element).closest?.("input:not([type=checkbox]), textarea")) return;
  event.preventDefault();
  last();
});

// Who leaves cannot undo any more. A browser sends at most 64 kB after a page has gone: some 1,600 ids.
addEventListener("pagehide", () => {
  for (const batch of waiting) for (let from = 0; from < batch.length; from += atOnce) void post(batch.slice(from, from + atOnce), true);
  waiting.clear();
});

addEventListener("beforeunload", (event) => {
  if ([...waiting].reduce((sum, { length }) => sum + length, 0) > 1500) event.preventDefault();
});
