/** The six digits of a code as they are typed or pasted, perhaps in groups; null when it is not (yet) one. */
export function codeIn(text: string): string | null {
  const digits = text.replace(/[\s-]/g, "");
  return /^\d{6}$/.test(digits) ? digits : null;
}
