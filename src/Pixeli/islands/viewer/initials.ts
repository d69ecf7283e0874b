/** What stands for a person without a picture: the first letters of two words of their name. The same as Face.razor. */
export function initials(name: string): string {
  return name.split(" ").filter(Boolean).slice(0, 2).map((word) => [...new Intl.Segmenter().segment(word)][0]?.segment ?? "").join("");
}
