import { inbox as texts } from "texts";
import { fill, plural } from "../text";

/** A notification as it comes over the WebSocket. */
export interface Message {
  id: string;
  verb: "TAGGED" | "LIKED" | "COMMENTED" | "EVENT_PHOTO_ADDED";
  actor: { id: string; username: string; name: string } | null;
  target_id: string;
  target_type: "PHOTO" | "EVENT";
  data: { count: number };
}

/** What happened, in words. */
export function wordsOf({ verb, actor, data: { count } }: Message): string {
  const name = actor?.name ?? texts.somebody;
  switch (verb) {
    case "TAGGED":
      return fill(texts.tagged, { name });
    case "LIKED":
      return count > 1 ? plural(texts.likedMany, count - 1, { name }) : fill(texts.liked, { name });
    case "COMMENTED":
      return fill(texts.commented, { name });
    case "EVENT_PHOTO_ADDED":
      return plural(texts.added, count, { name, event: texts.yourEvent });
  }
}

/** What opens it: marks it read, and leads to what it tells of. */
export function linkTo({ id, verb }: Message): string {
  return `/inbox/${id}${verb === "COMMENTED" ? "#comments" : ""}`;
}

/** The page of what it tells of. */
export function pageOf({ target_type, target_id }: Message): string {
  return `${target_type === "PHOTO" ? "/p" : "/e"}/${target_id}`;
}
