import { person } from "../upload/person";

/** Installs the service worker, and says when there is no network. */
if ("serviceWorker" in navigator && isSecureContext)
  addEventListener("load", () => void navigator.serviceWorker.register("/sw.js").catch(() => undefined)); // without it, everything works but offline

// Installed, it stands in the share sheet: the page that asks for the event of what is shared must be there without a network too.
if (matchMedia("(display-mode: standalone)").matches && person())
  addEventListener("load", () => void navigator.serviceWorker?.ready.then(() => fetch("/upload/shared", { headers: { Accept: "text/html" } })).catch(() => undefined));

const show = (): void => {
  const banner = document.querySelector<HTMLElement>("#offline");
  if (banner) banner.hidden = navigator.onLine;
};
addEventListener("online", show);
addEventListener("offline", show);
show();
