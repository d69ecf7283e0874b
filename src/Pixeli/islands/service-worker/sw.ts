import { keepShared } from "../upload/shared-files";
import { Passing } from "./passing";
import { isPage, isPicture, isShare, isSharedPage, isShell, isSignIn, rememberedList, rememberedPage, shellOf } from "./routes";
import { takeShared } from "./share";

/**
 * The site without a network: its own scripts and styles, and what this person has seen before. Whoever is online always gets the
 * server's answer: what is kept is for when there is none, so that no withdrawn permission lives on here.
 */
declare const self: ServiceWorkerGlobalScope;
/** Set by the build: changes with any of the files it made. */
declare const BUILD: string;
declare const CHUNKS: readonly string[];

const shell = `shell-${BUILD}`;
const seen = "seen";
const pictures = "pictures";
const most: Readonly<Record<string, number>> = { [seen]: 120, [pictures]: 3000 };
const trimEvery = 50;
const passing = new Passing(keepPicture);
let kept = 0;

self.addEventListener("install", (event) => event.waitUntil(install()));
self.addEventListener("activate", (event) => event.waitUntil(activate()));
self.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (url.origin !== self.location.origin || request.headers.has("Range")) return;
  if (request.method === "POST" && isSignIn(url)) event.waitUntil(forget());
  if (isShare(request)) event.respondWith(takeShared(request, keepShared, fetch));
  if (request.method !== "GET") return;
  if (isShell(url)) event.respondWith(fromShell(request));
  else if (isPicture(url)) event.respondWith(fromNetwork(event, pictures, () => event.waitUntil(passing.add(url.href))));
  else if (isPage(request)) event.respondWith(page(event, url));
  else if (rememberedList(url)) event.respondWith(fromNetwork(event, seen, (response) => keep(event, seen, response)));
});

async function install(): Promise<void> {
  const cache = await caches.open(shell);
  const offline = await fetch("/offline", { cache: "no-store" });
  const files = shellOf(await offline.clone().text());
  await cache.put("/offline", offline);
  await cache.addAll([...files, ...CHUNKS]);
  await self.skipWaiting(); // files carry their version in the name: pages that are open go on with theirs
}

async function activate(): Promise<void> {
  for (const name of await caches.keys()) if (name.startsWith("shell-") && name !== shell) await caches.delete(name);
  await self.clients.claim();
}

async function fromShell(request: Request): Promise<Response> {
  const known = await caches.match(request, { cacheName: shell });
  if (known) return known;
  const response = await fetch(request);
  if (response.ok) await (await caches.open(shell)).put(request, response.clone());
  return response;
}

async function page(event: FetchEvent, url: URL): Promise<Response> {
  if (isSignIn(url)) event.waitUntil(forget());
  try {
    const response = await fetch(event.request);
    if (response.redirected && isSignIn(new URL(response.url))) event.waitUntil(forget());
    else if (response.ok && rememberedPage(url)) keep(event, seen, response);
    else if (response.status >= 400 && response.status < 500) event.waitUntil(drop(seen, event.request));
    return response;
  } catch (failure) {
    const known = await caches.match(addressOf(url), { cacheName: seen, ignoreVary: true });
    return known ?? (await offline()) ?? Promise.reject(failure as Error);
  }
}

/** Made anew, so that it stands at the address that was asked for: what was kept would say that it is at its own. */
async function offline(): Promise<Response | undefined> {
  const kept = await caches.match("/offline", { cacheName: shell });
  return kept && new Response(kept.body, { status: 503, headers: kept.headers });
}

async function fromNetwork(event: FetchEvent, name: string, arrived: (response: Response) => void): Promise<Response> {
  const { request } = event;
  try {
    const response = await fetch(request);
    if (response.status === 200) arrived(response);
    else if (response.status === 401) event.waitUntil(forget());
    else if (response.status >= 400 && response.status < 500) event.waitUntil(drop(name, request));
    return response;
  } catch (failure) {
    return (await caches.match(request.url, { cacheName: name, ignoreVary: true })) ?? Promise.reject(failure as Error);
  }
}

function keep(event: FetchEvent, name: string, response: Response): void {
  const copy = response.clone();
  event.waitUntil(put(name, addressOf(new URL(event.request.url)), copy).catch(() => undefined)); // a full disk is no reason for a page to fail
}

/** As the browser itself has it: it is not asked for again. */
async function keepPicture(url: string): Promise<void> {
  const response = await fetch(url, { cache: "only-if-cached", mode: "same-origin" });
  if (response.status === 200) await put(pictures, url, response);
}

async function put(name: string, address: string, response: Response): Promise<void> {
  const cache = await caches.open(name);
  await cache.put(address, response);
  if (++kept % trimEvery === 0) await trim(cache, most[name] ?? 0);
}

/** What a page or picture is kept by. */
function addressOf(url: URL): string {
  return isSharedPage(url) ? url.origin + url.pathname : url.href;
}

/** Caches list their entries in the order they were put. */
async function trim(cache: Cache, limit: number): Promise<void> {
  const entries = await cache.keys();
  for (const old of entries.slice(0, Math.max(0, entries.length - limit))) await cache.delete(old);
}

async function drop(name: string, request: Request): Promise<void> {
  await (await caches.open(name)).delete(request.url, { ignoreVary: true });
}

/** What one person saw is nothing for the next one at this device. */
async function forget(): Promise<void> {
  passing.forget();
  await Promise.all([caches.delete(seen), caches.delete(pictures)]);
}
