import { expect, it } from "vitest";
import { isPage, isPicture, isShare, isShell, isSignIn, rememberedList, rememberedPage, shellOf } from "./routes";

const url = (path: string): URL => new URL(path, "https://photos.example");
const request = (mode: string, accept: string | null) => ({ mode, headers: { get: () => accept } });

it.each(["/built/en/pixeli.abc.js", "/built/icons.svg", "/Pixeli.abc.styles.css", "/favicon.abc.svg", "/icons/icon-192.png"])("keeps the site's own file %s", (path) =>
  expect(isShell(url(path))).toBe(true));

it.each(["/built/docs/swagger-ui.css", "/media/photos/1/thumbnail", "/e/1"])("does not take %s for one", (path) => expect(isShell(url(path))).toBe(false));

it("keeps thumbnails and faces, not larger pictures", () => {
  expect(isPicture(url("/media/photos/1/thumbnail?v=1"))).toBe(true);
  expect(isPicture(url("/media/people/1/picture?v=1"))).toBe(true);
  expect(isPicture(url("/media/photos/1/preview?v=1"))).toBe(false);
});

it.each(["/", "/e/1", "/p/1?sort=-timestamp", "/me", "/me/tagged", "/inbox", "/search?q=a", "/upload/shared"])("remembers the page %s", (path) => expect(rememberedPage(url(path))).toBe(true));

it.each(["/s/secret", "/admin", "/admin/users", "/login", "/e/1/edit", "/reset?code=1", "/upload"])("does not remember %s", (path) => expect(rememberedPage(url(path))).toBe(false));

it("remembers a page of an event's photos, not the whole list", () => {
  expect(rememberedList(url("/events/1/photos/?limit=100&cursor=a"))).toBe(true);
  expect(rememberedList(url("/events/1/photos/"))).toBe(false);
  expect(rememberedList(url("/events/1/stream"))).toBe(false);
});

it("knows where somebody else may come in", () => {
  expect(isSignIn(url("/logout"))).toBe(true);
  expect(isSignIn(url("/login?returnUrl=%2F"))).toBe(true);
  expect(isSignIn(url("/"))).toBe(false);
});

it("tells pages by what is asked for", () => {
  expect(isPage(request("navigate", null))).toBe(true);
  expect(isPage(request("cors", "text/html"))).toBe(true);
  expect(isPage(request("cors", "application/json"))).toBe(false);
});

it.each([["POST", "/upload/share", true], ["POST", "/upload/share/", true], ["GET", "/upload/share", false], ["POST", "/upload/shared/add", false]])(
  "tells whether %s %s comes from the share sheet",
  (method, path, expected) => expect(isShare({ method, url: url(path).href })).toBe(expected),
);

it("finds a page's files", () =>
  expect(shellOf('<html data-icons="/built/icons.x.svg"><link href="/built/site.x.css"><a href="/login"><script src="/built/theme.js">')).toEqual([
    "/built/icons.x.svg", "/built/site.x.css", "/built/theme.js",
  ]));
