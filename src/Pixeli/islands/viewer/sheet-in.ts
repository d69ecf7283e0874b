import type { SheetName } from "./sheet";

/** The sheet that the end of a photo's address asks for: `#comments`, `#c-<id>` for one of them, `#share`, `#likes`. */
export function sheetIn(hash: string): SheetName | null {
  const name = /^#(comments|share|likes|c-)/.exec(hash)?.[1];
  return name === undefined ? null : name === "c-" ? "comments" : (name as SheetName);
}
