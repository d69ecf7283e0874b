import { search as texts } from "texts";
import { fill } from "../text";

/** A filter that can be set in place of what was typed. */
export interface Suggestion {
  icon: string;
  words: string;
  field: "event" | "photographer_id" | "tagged" | "tags";
  value: string;
}

interface Filters {
  events: { id: string; title: string }[];
  tags: string[];
}

interface Person {
  id: string;
  username: string;
  name: string;
}

const mostPeople = 3;

/** What could be meant: people as photographers and in the picture, events, tags. What cannot be had is left out. */
export async function suggest(typed: string, signal: AbortSignal): Promise<Suggestion[]> {
  const text = encodeURIComponent(typed);
  const [people, filters] = await Promise.all([
    get<Person[]>(`/auth/search/?limit=${mostPeople}&q=${encodeURIComponent(typed.replace(/^@/, ""))}`, [], signal),
    get<Filters>(`/photos/search/suggestions/?q=${text}`, { events: [], tags: [] }, signal),
  ]);
  return [
    ...filters.events.map(({ id, title }): Suggestion => ({ icon: "images", words: title, field: "event", value: id })),
    ...people.flatMap(({ id, username, name }): Suggestion[] => [
      { icon: "camera", words: fill(texts.takenBy, { name }), field: "photographer_id", value: id },
      { icon: "user-round", words: fill(texts.picturing, { name }), field: "tagged", value: username },
    ]),
    ...filters.tags.map((tag): Suggestion => ({ icon: "tag", words: fill(texts.chipTag, { tag }), field: "tags", value: tag })),
  ];
}

/** The search with the filter instead of the words. Tags and people join those that are set. */
export function withFilter(asked: FormData, { field, value }: Pick<Suggestion, "field" | "value">): URLSearchParams {
  const query = new URLSearchParams();
  for (const [name, given] of asked) {
    if (name !== "q" && typeof given === "string" && given.trim()) query.append(name, given.trim());
  }
  const isList = field === "tags" || field === "tagged";
  const before = isList ? (query.get(field) ?? "").split(",").map((part) => part.trim()).filter((part) => part && part !== value) : [];
  query.set(field, [...before, value].join(","));
  if (field === "event") query.delete("event_name");
  if (field === "photographer_id") query.delete("photographer_name");
  return query;
}

async function get<T>(path: string, otherwise: T, signal: AbortSignal): Promise<T> {
  try {
    const response = await fetch(path, { headers: { Accept: "application/json" }, signal });
    return response.ok ? ((await response.json()) as T) : otherwise;
  } catch {
    return otherwise;
  }
}
