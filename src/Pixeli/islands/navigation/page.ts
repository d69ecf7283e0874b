export interface Page {
  url: URL;
  document: Document;
}

/** Fetches a page of this site; null when the answer is something else, or was made for other scripts than these. */
export async function fetchPage(url: URL, method: "GET" | "POST", body: FormData | null, signal: AbortSignal): Promise<Page | null> {
  const isFile = body !== null && [...body.values()].some((value) => value instanceof File);
  const response = await fetch(url, {
    method,
    body: body && !isFile ? new URLSearchParams([...body] as [string, string][]) : body,
    signal,
    headers: { Accept: "text/html" },
  });
  if (!response.headers.get("Content-Type")?.startsWith("text/html")) return null;
  const parsed = new DOMParser().parseFromString(await response.text(), "text/html");
  if (!isOfBuild(parsed.documentElement.dataset.build, document.documentElement.dataset.build)) return null;
  return parsed.querySelector("#page") ? { url: new URL(response.url), document: parsed } : null;
}

/**
 * Whether a page was made for our scripts. Pages about what went wrong, and receipts, name the script without the fingerprint of a
 * build: to load them anew would take away what they say, for what they answer was sent.
 */
export function isOfBuild(theirs: string | undefined, ours: string | undefined): boolean {
  return theirs === ours || theirs === ours?.replace(/\.[^./]+\.js$/, ".js");
}
