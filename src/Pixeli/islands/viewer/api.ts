import { viewer as texts } from "texts";

/** Why a request was not done, in words for people. */
export class Refused extends Error {
  constructor(
    readonly status: number,
    words: string,
  ) {
    super(words);
  }
}

interface ProblemBody {
  detail?: string;
  [field: string]: unknown;
}

/** Calls the API as the signed-in person. A `Refused` says what to tell them. */
export async function call<T>(method: "GET" | "POST" | "DELETE", path: string, body?: unknown): Promise<T> {
  let response: Response;
  try {
    response = await fetch(path, {
      method,
      headers: { Accept: "application/json", ...(body === undefined ? {} : { "Content-Type": "application/json" }) },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
  } catch {
    throw new Refused(0, texts.offline);
  }
  if (response.ok) return (response.status === 204 ? undefined : await response.json()) as T;
  throw new Refused(response.status, await wordsOf(response));
}

async function wordsOf(response: Response): Promise<string> {
  if (response.status === 401) return texts.signedOut;
  if (response.status === 404) return texts.gone;
  if (response.status >= 500) return texts.wentWrong;
  try {
    const { detail, type: _type, title: _title, status: _status, ...fields } = (await response.json()) as ProblemBody;
    const messages = Object.values(fields).flatMap((value) => (Array.isArray(value) ? value.map(String) : []));
    return messages.length > 0 ? messages.join(" ") : (detail ?? texts.wentWrong);
  } catch {
    return texts.wentWrong;
  }
}

export const reasonOf = (failure: unknown): string => (failure instanceof Refused ? failure.message : texts.wentWrong);
