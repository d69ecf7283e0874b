import { language, upload as texts, words } from "texts";
import { fill, plural } from "../text";
import { isSettled, isUnsent, type Item, type State } from "./item";
import type { Halt } from "./queue";

const halts: Readonly<Record<Halt, string>> = { offline: texts.offline, busy: texts.busy, full: texts.noRoom, signedOut: texts.signedOut };

/** What one file's line says. */
export function stateWords(item: Item): string {
  switch (item.state) {
    case "waiting":
    case "ready":
      return item.sent > 0 ? fill(texts.paused, { percent: percentOf(item) }) : texts.waiting;
    case "checking":
      return texts.checking;
    case "sending":
      return item.sent >= item.size ? texts.securing : fill(texts.sending, { percent: percentOf(item) });
    case "processing":
      return texts.processing;
    case "done":
      return [texts.done, ...tagsOf(item).map((tag) => `#${tag}`), ...peopleWords(item.people)].join(" · ");
    case "duplicate":
      return texts.alreadyHere;
    case "failed":
      return fill(texts.failed, { reason: item.reason ?? texts.unreachable });
    case "cancelled":
      return texts.cancelled;
  }
}

/** Those that were said, and those that the machine saw. */
function tagsOf({ settings, tags }: Item): string[] {
  return [...new Set([...settings.user_tags, ...tags])];
}

function peopleWords(people: readonly string[]): string[] {
  return people.length > 0 ? [fill(texts.perhaps, { names: people.join(", ") })] : [];
}

function percentOf({ sent, size }: Item): number {
  return Math.floor((100 * Math.min(sent, size)) / Math.max(1, size));
}

/** "212 of 500 · 3.1 MB/s · about 4 min" while it runs, and what came of it at the end. */
export function totalWords(items: readonly Item[], bytesPerSecond: number, halt: Halt | null = null): string {
  const ended = items.filter(isSettled).length;
  if (ended === items.length) return receiptWords(items);
  const words = [fill(texts.progress, { ended, all: items.length })];
  const left = items.filter(isUnsent).reduce((sum, { size, sent }) => sum + size - sent, 0);
  if (halt && left > 0) words.push(halts[halt]);
  else if (left === 0) words.push(texts.processingRest);
  else if (bytesPerSecond > 0) words.push(rateWords(bytesPerSecond), timeWords(left / bytesPerSecond));
  return words.join(" · ");
}

export function receiptWords(items: readonly Item[]): string {
  const parts: [State, string][] = [
    ["done", texts.countAdded], ["duplicate", texts.countAlreadyHere], ["failed", texts.countFailed], ["cancelled", texts.countCancelled],
  ];
  return parts
    .map(([state, text]) => [items.filter((item) => item.state === state).length, text] as const)
    .filter(([count]) => count > 0)
    .map(([count, text]) => fill(text, { count }))
    .join(" · ");
}

/** Every file and its fate, for pasting elsewhere. */
export function receipt(items: readonly Item[], site: string): string {
  const lines = items.map((item) => [item.name, stateWords(item), ...(item.photoId ? [`${site}/p/${item.photoId}`] : [])].join("\t"));
  return [receiptWords(items), "", ...lines, ""].join("\n");
}

export function rateWords(bytesPerSecond: number): string {
  return bytesPerSecond >= 1e6
    ? fill(texts.megabytesPerSecond, { count: (bytesPerSecond / 1e6).toFixed(1) })
    : fill(texts.kilobytesPerSecond, { count: Math.max(1, Math.round(bytesPerSecond / 1e3)) });
}

export function sizeWords(bytes: number): string {
  const inUnits = (unit: number, digits: number): string =>
    (bytes / unit).toLocaleString(language.locale, { minimumFractionDigits: digits, maximumFractionDigits: digits });
  if (bytes >= 1e6) return fill(words.megabytes, { count: inUnits(1e6, 1) });
  return bytes >= 1e3 ? fill(words.kilobytes, { count: inUnits(1e3, 0) }) : fill(words.bytes, { count: bytes });
}

export function timeWords(seconds: number): string {
  if (seconds < 55) return fill(texts.aboutSeconds, { count: Math.max(5, Math.ceil(seconds / 5) * 5) });
  const minutes = Math.round(seconds / 60);
  return minutes < 60
    ? fill(texts.aboutMinutes, { count: Math.max(1, minutes) })
    : fill(texts.aboutHours, { hours: Math.floor(minutes / 60), minutes: minutes % 60 });
}

export function filesWords(count: number): string {
  return plural(texts.files, count);
}
