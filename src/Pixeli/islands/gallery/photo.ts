import { ratioStep, type Shaped } from "./layout";

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

export interface GalleryPhoto extends Shaped {
  id: string;
  step: number;
  thumbnail: string | null;
  placeholder: string | null;
  status: WirePhoto["status"];
  alt: string;
  /** When it was taken, in milliseconds since 1970, for keeping order. */
  instant: number;
}

const months = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];
const weekdays = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"];
const two = (number: number): string => String(number).padStart(2, "0");

export function fromWire(photo: WirePhoto): GalleryPhoto {
  const instant = Date.parse(photo.timestamp);
  const local = new Date(instant + (photo.utc_offset ?? 0) * 60_000);
  const step = ratioStep(photo.width, photo.height);
  const when = `${local.getUTCDate()} ${months[local.getUTCMonth()]} ${local.getUTCFullYear()}`;
  return {
    id: photo.id,
    step,
    ratio: step / 24,
    day: `${weekdays[local.getUTCDay()]} ${when}`,
    thumbnail: photo.thumbnail_url,
    placeholder: photo.placeholder,
    status: photo.status,
    alt: `Photo by ${photo.photographer?.name ?? "someone"}, ${when}, ${two(local.getUTCHours())}:${two(local.getUTCMinutes())}`,
    instant,
  };
}
