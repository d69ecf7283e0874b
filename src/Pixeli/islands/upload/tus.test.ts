import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { defaults, newItem, type Item } from "./item";
import { askByXhr, metadataOf, outcomeOf, sendByTus, type Answer, type Ask } from "./tus";

const answer = (status: number, headers: Record<string, string> = {}, body = ""): Answer => ({ status, header: (name) => headers[name] ?? null, body });
const file = new File(["0123456789"], "Grüße.jpg");
const item = (url: string | null = null): Item => ({ ...newItem(file, "ana", "e1", defaults), url });

function server(...answers: Answer[]) {
  const asked: string[] = [];
  const ask: Ask = async (method, url, headers, body) => {
    const text = body ? ` ${await body.text()}` : "";
    asked.push(`${method} ${url}${headers["Upload-Offset"] ? ` @${headers["Upload-Offset"]}` : ""}${text}`);
    return answers.shift() ?? answer(0);
  };
  const send = (of: Item, progress: (bytes: number) => void = () => undefined) => sendByTus(of, file, ask, (url) => (of.url = url), progress);
  return { asked, send };
}

describe("sending by tus", () => {
  it("begins, sends all in one request, and hears the photo", async () => {
    const { asked, send } = server(answer(201, { Location: "/uploads/1" }), answer(204, { "Pixeli-Photo-Id": "p", "Pixeli-Status": "created" }));
    const one = item();
    expect(await send(one)).toEqual({ status: "created", photoId: "p" });
    expect(asked).toEqual(["POST /uploads/", "PATCH /uploads/1 @0 0123456789"]);
    expect(one.url).toBe("/uploads/1");
  });

  it("goes on where the server says it is", async () => {
    const { asked, send } = server(answer(200, { "Upload-Offset": "7" }), answer(204, { "Pixeli-Photo-Id": "p" }));
    const progress: number[] = [];
    expect(await send(item("/uploads/1"), (bytes) => progress.push(bytes))).toMatchObject({ status: "created" });
    expect(asked).toEqual(["HEAD /uploads/1", "PATCH /uploads/1 @7 789"]);
    expect(progress[0]).toBe(7);
  });

  it("hears on asking what it missed", async () => {
    const { asked, send } = server(answer(200, { "Upload-Offset": "10", "Pixeli-Photo-Id": "p", "Pixeli-Status": "duplicate" }));
    expect(await send(item("/uploads/1"))).toEqual({ status: "duplicate", photoId: "p" });
    expect(asked).toHaveLength(1);
  });

  it("begins anew what the server has forgotten", async () => {
    const { asked, send } = server(answer(410), answer(201, { Location: "/uploads/2" }), answer(204, { "Pixeli-Photo-Id": "p" }));
    expect(await send(item("/uploads/1"))).toMatchObject({ status: "created" });
    expect(asked[2]).toContain("/uploads/2 @0");
  });

  it("keeps the upload's address when the connection breaks", async () => {
    const one = item();
    expect(await server(answer(201, { Location: "/uploads/1" }), answer(0)).send(one)).toEqual({ status: "offline" });
    expect(one.url).toBe("/uploads/1");
  });
});

describe("answers", () => {
  it("tell what to do next", () => {
    expect(outcomeOf(answer(0))).toEqual({ status: "offline" });
    expect(outcomeOf(answer(429, { "Retry-After": "7" }))).toEqual({ status: "busy", seconds: 7 });
    expect(outcomeOf(answer(503))).toEqual({ status: "busy" });
    expect(outcomeOf(answer(507))).toEqual({ status: "full" });
    expect(outcomeOf(answer(401))).toEqual({ status: "signedOut" });
    for (const status of [404, 409, 410, 423, 460, 500]) expect(outcomeOf(answer(status))).toEqual({ status: "again" });
    expect(outcomeOf(answer(403, {}, '{"detail":"You may not add photos."}'))).toEqual({ status: "error", reason: "You may not add photos.", isFinal: false });
    expect(outcomeOf(answer(400, {}, '{"detail":"image: Broken.","image":["Broken."]}'))).toEqual({ status: "error", reason: "Broken.", isFinal: true });
    expect(outcomeOf(answer(415, {}, "<html>"))).toEqual({ status: "error", reason: "The server could not take this file.", isFinal: true });
  });

  it("never mean done without a photo", () => {
    expect(outcomeOf(answer(204))).toEqual({ status: "again" });
  });
});

it("says in the metadata what was said of the photo", () => {
  const settings = { read_perm: "PRV", share_perm: "AN", user_tags: ["a, b"], tagged_usernames: ["bob"] };
  const header = metadataOf({ ...item(), settings, sha256: "abc" });
  const pairs = Object.fromEntries(header.split(",").map((pair) => {
    const [key, value] = pair.split(" ");
    return [key, new TextDecoder().decode(Uint8Array.from(atob(value!), (letter) => letter.charCodeAt(0)))];
  }));
  expect(pairs).toMatchObject({ filename: "Grüße.jpg", event: "e1", read_perm: "PRV", share_perm: "AN", user_tags: '["a, b"]', tagged_usernames: '["bob"]', sha256: "abc" });
});

describe("a line on which nothing moves", () => {
  const requests: Line[] = [];

  class Line extends EventTarget {
    upload = new EventTarget();
    status = 0;
    responseText = "";
    isOver = false;
    open = (): void => void requests.push(this);
    setRequestHeader = (): void => undefined;
    getResponseHeader = (): null => null;
    send = (): void => undefined;
    abort = (): void => this.end(0);

    moves(loaded: number, total: number): void {
      this.upload.dispatchEvent(Object.assign(new Event("progress"), { loaded, total }));
    }

    end(status: number): void {
      this.isOver = true;
      this.status = status;
      this.dispatchEvent(new Event("loadend"));
    }
  }

  beforeEach(() => {
    requests.length = 0;
    vi.useFakeTimers();
    vi.stubGlobal("XMLHttpRequest", Line);
  });

  afterEach(() => {
    vi.useRealTimers();
    vi.unstubAllGlobals();
  });

  it("is given up after a minute, and not while it moves, however slowly", async () => {
    const sent = askByXhr("PATCH", "/uploads/1", {}, new Blob(["0123"]));
    for (let bytes = 1; bytes < 4; bytes++) {
      vi.advanceTimersByTime(50_000);
      requests[0]!.moves(bytes, 4);
    }
    expect(requests[0]!.isOver).toBe(false);
    vi.advanceTimersByTime(61_000);
    expect(outcomeOf(await sent)).toEqual({ status: "offline" });
  });

  it("has five minutes to answer once it has everything", async () => {
    const sent = askByXhr("PATCH", "/uploads/1", {}, new Blob(["0123"]));
    requests[0]!.moves(4, 4);
    vi.advanceTimersByTime(290_000);
    expect(requests[0]!.isOver).toBe(false);
    requests[0]!.end(204);
    expect((await sent).status).toBe(204);
  });
});
