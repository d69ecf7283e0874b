import { words } from "texts";
import type { PhotoGallery } from "../gallery/source";
import type { WirePhoto } from "../gallery/photo";
import { fill } from "../text";
import type { SlidePhoto } from "./slide";

/** The photos that are looked through, in their order. */
export interface Order {
  neighbours(id: string): { previous: string | null; next: string | null };
  /** What is known of a photo by now. */
  photo(id: string): SlidePhoto;
  /** Makes more of a photo known; null when it is gone. */
  load(id: string): Promise<WirePhoto | null>;
  position(id: string): { index: number; count: number } | null;
}

export function slideOf(photo: WirePhoto): SlidePhoto {
  return {
    id: photo.id,
    ratio: photo.width > 0 && photo.height > 0 ? photo.width / photo.height : 1.5,
    width: photo.width,
    placeholder: photo.placeholder,
    thumbnail: photo.thumbnail_url,
    status: photo.status,
    alt: fill(words.alt, { name: photo.photographer?.name ?? "", when: "" }).replace(/, $/, ""),
  };
}

/** The photos of a gallery on the page, however many: only those that are near are known well. */
export class GalleryOrder implements Order {
  constructor(private readonly gallery: PhotoGallery) {}

  neighbours(id: string): { previous: string | null; next: string | null } {
    return this.gallery.neighbours(id);
  }

  photo(id: string): SlidePhoto {
    const placed = this.gallery.photoAt(this.gallery.indexOf(id));
    if (placed?.wire) return slideOf(placed.wire);
    const tile = this.gallery.tileOf(id);
    const image = tile?.querySelector("img");
    return {
      id,
      ratio: placed?.ratio ?? 1.5,
      width: 0,
      placeholder: tile?.dataset.hash ?? null,
      thumbnail: image?.src ?? null,
      status: placed?.status ?? "CO",
      alt: image?.alt ?? "",
    };
  }

  async load(id: string): Promise<WirePhoto | null> {
    const index = this.gallery.indexOf(id);
    return index < 0 ? null : this.gallery.load(index);
  }

  position(id: string): { index: number; count: number } | null {
    const index = this.gallery.indexOf(id);
    return index < 0 || !this.gallery.isComplete ? null : { index: index + 1, count: this.gallery.count };
  }
}
