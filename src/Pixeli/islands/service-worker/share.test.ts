import { expect, it } from "vitest";
import { takeShared } from "./share";

function share(...names: string[]): Request {
  const form = new FormData();
  for (const name of names) form.append("images", new File(["bytes"], name, { type: "image/jpeg" }));
  return new Request("https://photos.example/upload/share", { method: "POST", body: form });
}

const nowhere = (): Promise<Response> => Promise.reject(new TypeError("There is no network"));

it("keeps what is shared and leads to the page that asks for its event, without a network", async () => {
  const kept: string[] = [];
  const answer = await takeShared(share("a.jpg", "b.heic"), async (files) => void kept.push(...files.map(({ name }) => name)), nowhere);
  expect(kept).toEqual(["a.jpg", "b.heic"]);
  expect([answer.status, answer.headers.get("Location")]).toEqual([303, "https://photos.example/upload/shared?kept=2"]);
});

it("hands the server what there is no room for", async () => {
  const sent: string[] = [];
  const answer = await takeShared(
    share("a.jpg"),
    () => Promise.reject(new DOMException("Full", "QuotaExceededError")),
    async (request) => {
      const files = (await request.formData()).getAll("images") as File[];
      sent.push(...files.map(({ name }) => name));
      return new Response("taken");
    },
  );
  expect(sent).toEqual(["a.jpg"]);
  expect(await answer.text()).toBe("taken");
});

it("leads to the page when nothing was shared", async () => {
  const answer = await takeShared(share(), () => Promise.reject(new Error("Nothing to keep")), nowhere);
  expect(answer.headers.get("Location")).toBe("https://photos.example/upload/shared");
});
