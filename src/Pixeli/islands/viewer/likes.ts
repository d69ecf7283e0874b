import type { WirePhoto } from "../gallery/photo";
import { call, reasonOf, Refused } from "./api";

type Counted = Pick<WirePhoto, "is_liked" | "likes_count" | "comments_count">;

interface State {
  photo: string;
  isLiked: boolean;
  likes: number;
  comments: number;
  /** What somebody wants, until the server has said that it is so. */
  wish: boolean | null;
  isSending: boolean;
}

/** Whether the photo is liked, and how often it is: at once as wished, and as it was when the server says no. */
export class Likes {
  #state: State = { photo: "", isLiked: false, likes: 0, comments: 0, wish: null, isSending: false };

  constructor(
    private readonly problem: (words: string) => void,
    private readonly changed: () => void,
  ) {}

  get isLiked(): boolean {
    return this.#state.isLiked;
  }

  get likes(): number {
    return this.#state.likes;
  }

  get comments(): number {
    return this.#state.comments;
  }

  /** What is known of the photo that is shown; null while that is nothing. */
  show(photo: string, known: Counted | null): void {
    if (photo !== this.#state.photo) this.#state = { photo, isLiked: false, likes: 0, comments: 0, wish: null, isSending: false };
    if (known) take(this.#state, known);
  }

  like(): Promise<void> {
    return this.isLiked ? Promise.resolve() : this.toggle();
  }

  async toggle(): Promise<void> {
    const state = this.#state;
    set(state, !state.isLiked);
    state.wish = state.isLiked;
    this.changed();
    if (state.isSending) return; // the one who sends looks again when it is through
    state.isSending = true;
    let sent = !state.wish;
    try {
      while (state.wish !== null && state.wish !== sent) {
        sent = state.wish;
        const counted = await send(state.photo, sent);
        if (state.wish !== sent) continue;
        state.wish = null;
        if (counted) take(state, counted);
      }
      state.wish = null;
    } catch (failure) {
      state.wish = null;
      if (state.isLiked === sent) set(state, !sent);
      this.problem(reasonOf(failure));
    } finally {
      state.isSending = false;
      this.changed();
    }
  }
}

function set(state: State, isLiked: boolean): void {
  if (state.isLiked === isLiked) return;
  state.isLiked = isLiked;
  state.likes = Math.max(0, state.likes + (isLiked ? 1 : -1));
}

function take(state: State, { is_liked, likes_count, comments_count }: Counted): void {
  state.comments = comments_count ?? state.comments;
  if (state.wish !== null) return;
  state.isLiked = is_liked ?? state.isLiked;
  state.likes = likes_count ?? state.likes;
}

async function send(photo: string, wish: boolean): Promise<Counted | null> {
  try {
    return (await call<{ photo: Counted }>(wish ? "POST" : "DELETE", `/photos/${photo}/likes/`)).photo;
  } catch (failure) {
    if (failure instanceof Refused && failure.status === 400) return null; // it was so already
    throw failure;
  }
}
