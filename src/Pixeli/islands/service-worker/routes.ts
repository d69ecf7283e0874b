/** Which request is what: by its address alone. */

export function isShell(url: URL): boolean {
  return /^\/(built\/(?!docs\/)|icons\/|favicon\.|Pixeli\.[^/]*styles\.css)/.test(url.pathname);
}

/** Thumbnails and faces; larger pictures are not kept. */
export function isPicture(url: URL): boolean {
  return /^\/media\/(photos\/[^/]+\/thumbnail|people\/)/.test(url.pathname);
}

export function isPage(request: { mode: string; headers: { get(name: string): string | null } }): boolean {
  return request.mode === "navigate" || (request.headers.get("Accept") ?? "").startsWith("text/html");
}

export function isSignIn(url: URL): boolean {
  return /^\/(login(\/again)?|logout|setup|verify|signup)\/?$/.test(url.pathname);
}

/** Where the phone's share sheet sends photos, by the manifest. */
export function isShare({ method, url }: { method: string; url: string }): boolean {
  return method === "POST" && /^\/upload\/share\/?$/.test(new URL(url).pathname);
}

/** The page on which shared photos wait; what its address says more is only about the moment. */
export function isSharedPage(url: URL): boolean {
  return url.pathname === "/upload/shared";
}

/** Pages worth having without a network; not those that manage something, and nothing with a secret in its address. */
export function rememberedPage(url: URL): boolean {
  return /^\/($|e\/[^/]+$|p\/[^/]+$|u\/[^/]+$|me(\/tagged)?$|inbox$|search$|upload\/shared$)/.test(url.pathname);
}

export function rememberedList(url: URL): boolean {
  return /^\/events\/[^/]+\/photos\/(skeleton\/)?$/.test(url.pathname) && (url.searchParams.has("limit") || url.pathname.endsWith("/skeleton/"));
}

/** The files a page of the site needs, as it names them. */
export function shellOf(html: string): string[] {
  const files = [...html.matchAll(/(?:href|src|data-icons)="(\/[^"]+)"/g)].map(([, path]) => path!);
  return [...new Set(files)].filter((path) => isShell(new URL(path, "https://site.invalid")));
}
