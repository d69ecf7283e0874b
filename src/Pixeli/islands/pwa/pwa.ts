/** Installs the service worker, and says when there is no network. */
if ("serviceWorker" in navigator && isSecureContext)
  addEventListener("load", () => void navigator.serviceWorker.register("/sw.js").catch(() => undefined)); // without it, everything works but offline

const show = (): void => {
  const banner = document.querySelector<HTMLElement>("#offline");
  if (banner) banner.hidden = navigator.onLine;
};
addEventListener("online", show);
addEventListener("offline", show);
show();
