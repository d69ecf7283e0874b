// Lighthouse's mobile figures for five pages of a running site that has events and photos in it:
//
//   node lighthouse.mjs http://localhost:8000 USERNAME [REPORTS]     the password comes on standard input
//
// Prints a table; with REPORTS, a folder, each page's whole report goes there as HTML.
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { launch } from "chrome-launcher";
import lighthouse from "lighthouse";

const [site, username, reports] = process.argv.slice(2);
const password = (await text(process.stdin)).trim();

async function call(method, path, body, headers = {}) {
  const response = await fetch(new URL(path, site), {
    method,
    headers: { Accept: "application/json", ...(body ? { "Content-Type": "application/json" } : {}), ...headers },
    ...(body ? { body: JSON.stringify(body) } : {}),
  });
  if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`);
  return response.json();
}

async function webSession() {
  const response = await fetch(new URL("/login", site), {
    method: "POST",
    redirect: "manual",
    headers: { Origin: new URL(site).origin, "Sec-Fetch-Site": "same-origin" },
    body: new URLSearchParams({ _handler: "login", "Form.Username": username, "Form.Password": password }),
  });
  const cookie = response.headers.getSetCookie().map((one) => one.split(";")[0]).join("; ");
  if (!cookie) throw new Error(`Signing in answered ${response.status} without a session.`);
  return cookie;
}

const { access } = await call("POST", "/auth/login/", { username, password });
const bearer = { Authorization: `Bearer ${access}` };
const events = await call("GET", "/events/", null, bearer);
const event = events.reduce((most, one) => (one.images_count > most.images_count ? one : most));
const [photo] = await call("GET", `/events/${event.id}/photos/?limit=1`, null, bearer);
const { share_url: share } = await call(
  "POST", `/photos/${photo.id}/share/`, { variant_key: "W", expires_at: new Date(Date.now() + 864e5).toISOString() }, bearer);
const cookie = await webSession();

const pages = { events: "/", event: `/e/${event.id}`, photo: `/p/${photo.id}`, search: `/search?event=${event.id}`, share: new URL(share).pathname };
const chrome = await launch({
  chromePath: process.env.CHROME_PATH ?? "/usr/bin/chromium",
  chromeFlags: ["--headless=new", "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run"],
});
try {
  const rows = {};
  for (const [name, path] of Object.entries(pages)) {
    const result = await lighthouse(new URL(path, site).href, {
      port: chrome.port,
      output: "html",
      logLevel: "error",
      onlyCategories: ["performance", "accessibility", "best-practices"],
      disableStorageReset: true,
      extraHeaders: name === "share" ? {} : { Cookie: cookie },
    });
    const { categories, audits, runtimeError } = result.lhr;
    if (runtimeError) {
      rows[name] = { failed: runtimeError.message };
      continue;
    }
    rows[name] = {
      performance: Math.round(100 * categories.performance.score),
      accessibility: Math.round(100 * categories.accessibility.score),
      "best practices": Math.round(100 * categories["best-practices"].score),
      "LCP, s": +(audits["largest-contentful-paint"].numericValue / 1000).toFixed(2),
      CLS: +audits["cumulative-layout-shift"].numericValue.toFixed(3),
      "TBT, ms": Math.round(audits["total-blocking-time"].numericValue),
      "script, kB": Math.round(audits["network-requests"].details.items.filter((item) => item.resourceType === "Script").reduce((sum, item) => sum + item.transferSize, 0) / 1000),
      failed: Object.values(audits).filter((audit) => audit.score === 0 && audit.scoreDisplayMode === "binary").map((audit) => audit.id).join(" "),
    };
    if (reports) {
      await mkdir(reports, { recursive: true });
      await writeFile(join(reports, `${name}.html`), result.report);
    }
  }
  console.table(rows);
} finally {
  await chrome.kill();
}
