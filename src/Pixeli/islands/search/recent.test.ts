import { describe, expect, it } from "vitest";
import { PastSearches } from "./recent";

function memory(): Pick<Storage, "getItem" | "setItem"> {
  const kept = new Map<string, string>();
  return { getItem: (key) => kept.get(key) ?? null, setItem: (key, value) => void kept.set(key, value) };
}

const search = (query: string) => ({ query, words: query.toUpperCase() });

describe("searches made before", () => {
  it("come newest first, each once", () => {
    const searches = new PastSearches("ana", memory());
    for (const query of ["?q=a", "?q=b", "?q=a"]) searches.add(search(query));
    expect(searches.all).toEqual([search("?q=a"), search("?q=b")]);
  });

  it("are kept to the last eight", () => {
    const searches = new PastSearches("ana", memory());
    for (let index = 0; index < 20; index++) searches.add(search(`?q=${index}`));
    expect(searches.all.map(({ query }) => query)).toEqual([19, 18, 17, 16, 15, 14, 13, 12].map((index) => `?q=${index}`));
  });

  it("are forgotten one by one, and all", () => {
    const searches = new PastSearches("ana", memory());
    for (const query of ["?q=a", "?q=b", "?q=c"]) searches.add(search(query));
    searches.remove("?q=b");
    expect(searches.all.map(({ query }) => query)).toEqual(["?q=c", "?q=a"]);
    searches.clear();
    expect(searches.all).toEqual([]);
  });

  it("are each person's own", () => {
    const storage = memory();
    new PastSearches("ana", storage).add(search("?q=a"));
    expect(new PastSearches("bob", storage).all).toEqual([]);
  });

  it("survive what they cannot read", () => {
    const storage = memory();
    storage.setItem("searches:ana", "{not json");
    expect(new PastSearches("ana", storage).all).toEqual([]);
    storage.setItem("searches:ana", '[1, {"query": 2}, {"query": "?q=a", "words": "A"}]');
    expect(new PastSearches("ana", storage).all).toEqual([search("?q=a").query].map((query) => ({ query, words: "A" })));
  });
});
