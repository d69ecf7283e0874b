import type { Item } from "./queue";

/** What one file's line says. */
export function stateWords(item: Item): string {
  switch (item.state) {
    case "waiting":
      return "Waiting";
    case "sending":
      return item.reason ?? (item.sent >= item.file.size ? "Checking" : `Sending ${Math.floor((100 * item.sent) / item.file.size)} %`);
    case "processing":
      return "Processing";
    case "done":
      return "Done";
    case "duplicate":
      return "Already here";
    case "failed":
      return item.reason ?? "Failed";
  }
}

/** "212 of 500 · 3.1 MB/s · about 4 min" while it runs, and what came of it at the end. */
export function totalWords(items: readonly Item[], bytesPerSecond: number): string {
  const ended = items.filter(({ state }) => state === "done" || state === "duplicate" || state === "failed").length;
  if (ended === items.length) return receiptWords(items);
  const words = [`${ended} of ${items.length}`];
  const left = items.reduce((sum, { state, file, sent }) => (state === "waiting" || state === "sending" ? sum + file.size - sent : sum), 0);
  if (left === 0) words.push("processing");
  else if (bytesPerSecond > 0) words.push(rateWords(bytesPerSecond), timeWords(left / bytesPerSecond));
  return words.join(" · ");
}

export function receiptWords(items: readonly Item[]): string {
  const count = (wanted: Item["state"]): number => items.filter(({ state }) => state === wanted).length;
  const parts: string[] = [];
  const done = count("done");
  const duplicates = count("duplicate");
  const failed = count("failed");
  if (done > 0) parts.push(`${done} added`);
  if (duplicates > 0) parts.push(`${duplicates} already here`);
  if (failed > 0) parts.push(`${failed} failed`);
  return parts.join(" · ");
}

/** Every file and its fate, for pasting elsewhere. */
export function receipt(items: readonly Item[]): string {
  return items.map((item) => `${item.file.name}\t${stateWords(item)}`).join("\n");
}

export function rateWords(bytesPerSecond: number): string {
  return bytesPerSecond >= 1e6 ? `${(bytesPerSecond / 1e6).toFixed(1)} MB/s` : `${Math.max(1, Math.round(bytesPerSecond / 1e3))} kB/s`;
}

export function timeWords(seconds: number): string {
  if (seconds < 55) return `about ${Math.max(5, Math.ceil(seconds / 5) * 5)} s`;
  const minutes = Math.round(seconds / 60);
  return minutes < 60 ? `about ${Math.max(1, minutes)} min` : `about ${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}
