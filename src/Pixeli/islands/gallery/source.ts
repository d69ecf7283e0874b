import type { WirePhoto } from "./photo";

/** A photo's place in a gallery. This much is known of every photo, long before it is scrolled to. */
export interface PlacedPhoto {
  readonly id: string;
  /** Width over height. */
  readonly ratio: number;
  /** When it was taken, in milliseconds since 1970. */
  readonly instant: number;
  readonly status: WirePhoto["status"];
  readonly canEdit: boolean;
  readonly canDelete: boolean;
  readonly canShare: boolean;
  /** The photo as lists carry it; null until it was near the viewport or `load` was called. */
  readonly wire: WirePhoto | null;
}

/**
 * What `<pixeli-gallery>` offers to others: every photo in its order, whatever the gallery shows (an event, what a search found, a
 * person's photos). `const gallery = link.closest<PhotoGallery>("pixeli-gallery")`.
 *
 * Photos are `<a class="tile" href="/p/{id}…" data-id="{id}">` inside of it. Only those near the viewport are in the document.
 * Who opens them listens for clicks at the document: a click that selects instead has its default prevented by then.
 *
 * Everybody tells the rest by events of the window: `pixeli:photo` (detail: `WirePhoto & { event: string }`) when a photo appeared
 * or changed, `pixeli:photo-removed` (detail: `{ id: string }`) when it went. The gallery sends both for what it hears live, and
 * listens to both.
 */
export interface PhotoGallery extends HTMLElement {
  /** How many photos there are. While `isComplete` is false the end is not known yet, and more come as they are loaded. */
  readonly count: number;
  readonly isComplete: boolean;
  /** Where a photo stands; -1 when it is not in the gallery, or not known yet. */
  indexOf(id: string): number;
  photoAt(index: number): PlacedPhoto | undefined;
  /** The photo in the shape of lists, asked for where it is not here yet; null when it is gone. */
  load(index: number): Promise<WirePhoto | null>;
  /** The ids before and after. */
  neighbours(id: string): { previous: string | null; next: string | null };
  /** Scrolls so that the photo is in view, and returns its tile; null when it is not in the gallery. */
  reveal(id: string): Promise<HTMLAnchorElement | null>;
  /** The photo's tile, when it is near enough to be in the document. */
  tileOf(id: string): HTMLAnchorElement | null;
  /** Puts the focus on a photo: where it was last, or what took that photo's place. */
  focusPhoto(): void;
}
