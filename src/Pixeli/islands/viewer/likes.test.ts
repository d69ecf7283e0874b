import { afterEach, describe, expect, it, vi } from "vitest";
import { Likes } from "./likes";

type Answer = { status: number; body?: unknown };

function server(...answers: (Answer | Error)[]): string[] {
  const calls: string[] = [];
  vi.stubGlobal("fetch", async (path: string, { method }: { method: string }) => {
    calls.push(`${method} ${path}`);
    const answer = answers.shift() ?? { status: 500 };
    if (answer instanceof Error) throw answer;
    return new Response(answer.body === undefined ? null : JSON.stringify(answer.body), { status: answer.status });
  });
  return calls;
}

const liked = (is_liked: boolean, likes_count: number): Answer => ({ status: 201, body: { photo: { is_liked, likes_count, comments_count: 2 } } });

function shown(): { likes: Likes; problems: string[] } {
  const problems: string[] = [];
  const likes = new Likes((words) => problems.push(words), () => undefined);
  likes.show("p", { is_liked: false, likes_count: 4, comments_count: 2 });
  return { likes, problems };
}

afterEach(() => vi.unstubAllGlobals());

describe("a like", () => {
  it("is there at once, and counted as the server counts", async () => {
    server(liked(true, 9));
    const { likes } = shown();
    const sent = likes.toggle();
    expect([likes.isLiked, likes.likes]).toEqual([true, 5]);
    await sent;
    expect([likes.isLiked, likes.likes]).toEqual([true, 9]);
  });

  it("is taken back in words when it could not be sent", async () => {
    server(new TypeError("network"));
    const { likes, problems } = shown();
    await likes.toggle();
    expect([likes.isLiked, likes.likes]).toEqual([false, 4]);
    expect(problems).toEqual(["There is no connection. Try again when there is."]);
  });

  it("that was there already is no problem", async () => {
    server({ status: 400, body: { detail: "You like this photo already." } });
    const { likes, problems } = shown();
    await likes.toggle();
    expect([likes.isLiked, problems.length]).toEqual([true, 0]);
  });

  it("ends as wished last, however fast it was changed", async () => {
    const calls = server(liked(true, 5), liked(false, 4));
    const { likes } = shown();
    const sent = likes.toggle();
    void likes.toggle();
    expect(likes.isLiked).toBe(false);
    await sent;
    expect(calls).toEqual(["POST /photos/p/likes/", "DELETE /photos/p/likes/"]);
    expect([likes.isLiked, likes.likes]).toEqual([false, 4]);
  });

  it("of one photo does not become another's", async () => {
    server(liked(true, 5), liked(true, 1));
    const { likes } = shown();
    const first = likes.toggle();
    likes.show("q", { is_liked: false, likes_count: 0, comments_count: 0 });
    const second = likes.toggle();
    await Promise.all([first, second]);
    expect([likes.isLiked, likes.likes]).toEqual([true, 1]);
  });

  it("twice by tapping is one", async () => {
    const calls = server(liked(true, 5));
    const { likes } = shown();
    await likes.like();
    await likes.like();
    expect(calls.length).toBe(1);
  });
});
