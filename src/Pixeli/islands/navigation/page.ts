export interface Page {
  url: URL;
  document: Document;
  /** Whether it is what was asked for, not a page that says why it is not shown. */
  isThere: boolean;
  /** Made for the scripts that run here. */
  isOfBuild: boolean;
  /** The answer to what was sent, to be had nowhere else: not a page that it led to. */
  isAnswer: boolean;
}

/** Fetches a page of this site; null when the answer is something else. */
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
  if (!parsed.querySelector("#page")) return null;
  return {
    url: new URL(response.url),
    document: parsed,
    isThere: response.ok,
    isOfBuild: parsed.documentElement.dataset.build === document.documentElement.dataset.build,
    isAnswer: method === "POST" && !response.redirected,
  };
}
