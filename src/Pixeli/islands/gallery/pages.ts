/** RFC 8288: the target of the link whose relation is "next", as a path of this site. */
export function nextOf(header: string | null): string | null {
  const target = /<([^>]+)>\s*;[^,]*\brel="?next"?/.exec(header ?? "")?.[1];
  if (!target) return null;
  const { pathname, search } = new URL(target, "http://site");
  return pathname + search;
}
