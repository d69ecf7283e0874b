import type { WirePhoto } from "../gallery/photo";
import type { PhotoGallery } from "../gallery/source";
import { EventOrder } from "./event-order";
import { GalleryOrder } from "./order";
import { sheetIn } from "./sheet-in";
import { Viewer } from "./viewer";

/** Over a gallery: the address of each photo takes the place of the one before, so that one step back is the gallery. */
export function overGallery(gallery: PhotoGallery, id: string, { leave }: { leave: () => void }): Viewer {
  const query = new URL(gallery.tileOf(id)?.href ?? location.href, location.href).search;
  return new Viewer(
    {
      order: new GalleryOrder(gallery),
      turnedTo: (next) => history.replaceState(history.state, "", `/p/${next}${query}`),
      leave,
      tileOf: (other) => gallery.tileOf(other)?.querySelector("img") ?? gallery.tileOf(other),
      hears: (event) => gallery.getAttribute("event") === event,
    },
    id,
  );
}

/** Over a photo's own page, which has its details and its picture already. */
export function overPage(page: HTMLElement, { leave }: { leave: (href: string) => void }): Viewer | null {
  const details = page.querySelector<HTMLElement>("#details");
  const { photo: id, event } = details?.dataset ?? {};
  if (!details || !id || !event) return null;
  const { sort, cursor = "", close = "/" } = page.dataset;
  const order = new EventOrder(event, sort === "-timestamp", wireOf(details), cursor, () => viewer.reorder());
  const viewer = new Viewer(
    {
      order,
      turnedTo: (next) => history.replaceState(history.state, "", `/p/${next}${location.search}`),
      leave: (last) => leave(close.replace(/#.*$/, `#p-${last}`)),
      tileOf: () => null,
      hears: () => false,
    },
    id,
    { picture: page.querySelector<HTMLImageElement>(".picture img:last-child"), details },
  );
  viewer.open(null);
  void order.grow();
  const asked = sheetIn(location.hash);
  if (asked) viewer.openSheet(asked);
  else if (matchMedia("(min-width: 900px)").matches) viewer.openSheet("info");
  return viewer;
}

function wireOf({ dataset }: HTMLElement): WirePhoto {
  return {
    id: dataset.photo!,
    timestamp: dataset.at ?? "",
    photographer: { name: dataset.by ?? "" },
    thumbnail_url: null,
    width: Number(dataset.width),
    height: Number(dataset.height),
    status: dataset.status as WirePhoto["status"],
    placeholder: null,
  };
}
