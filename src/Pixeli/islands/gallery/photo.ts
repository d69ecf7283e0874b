import { words } from "texts";
import { fill } from "../text";
import { dayAndTime } from "./dates";
import { ratioStep } from "./layout";

/** A photo as lists on the wire carry it. */
export interface WirePhoto {
  id: string;
  timestamp: string;
  utc_offset?: number | null;
  photographer: { id?: string; username?: string; name: string; profile_pic?: string | null } | null;
  thumbnail_url: string | null;
  width: number;
  height: number;
  status: "PE" | "PR" | "CO" | "FA";
  placeholder: string | null;
  is_liked?: boolean;
  likes_count?: number;
  comments_count?: number;
  can_edit?: boolean;
  can_delete?: boolean;
  can_share?: boolean;
}

export const statuses = ["PE", "PR", "CO", "FA"] as const;

/** What the place of a photo in a gallery needs: one record of a skeleton. */
export interface PhotoRecord {
  id: string;
  /** When it was taken, in milliseconds since 1970. */
  instant: number;
  /** Quarters of an hour its clock was ahead of UTC. */
  quarters: number;
  /** Width over height in 24ths. */
  step: number;
  flags: number;
  /** The first three bytes of its ThumbHash: its average colour. */
  colour: number;
}

/** The bits of `flags` beside the status, which has the lowest two. */
export const may = { edit: 4, delete: 8, share: 16, hasColour: 32 } as const;

/** What a tile shows. */
export interface TilePhoto {
  id: string;
  status: WirePhoto["status"];
  thumbnail: string | null;
  placeholder: string | null;
  alt: string;
  /** The whole of it; null for a tile that the server rendered. */
  wire: WirePhoto | null;
}

export function recordOf(photo: WirePhoto): PhotoRecord {
  const head = photo.placeholder ? atob(photo.placeholder.slice(0, 4)) : "";
  return {
    id: photo.id,
    instant: Date.parse(photo.timestamp),
    quarters: Math.trunc((photo.utc_offset ?? 0) / 15),
    step: ratioStep(photo.width, photo.height),
    flags:
      statuses.indexOf(photo.status) |
      (photo.can_edit ? may.edit : 0) |
      (photo.can_delete ? may.delete : 0) |
      (photo.can_share ? may.share : 0) |
      (head.length === 3 ? may.hasColour : 0),
    colour: head.length === 3 ? head.charCodeAt(0) | (head.charCodeAt(1) << 8) | (head.charCodeAt(2) << 16) : 0,
  };
}

export function tileOf(photo: WirePhoto): TilePhoto {
  const local = Date.parse(photo.timestamp) + (photo.utc_offset ?? 0) * 60_000;
  return {
    id: photo.id,
    status: photo.status,
    thumbnail: photo.thumbnail_url,
    placeholder: photo.placeholder,
    alt: fill(words.alt, { name: photo.photographer?.name ?? "", when: dayAndTime(local) }),
    wire: photo,
  };
}
