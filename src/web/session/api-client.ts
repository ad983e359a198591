import type { Locale } from "../i18n/locale.ts";
import type { Problem, SignedIn } from "../lib/api-types.ts";
import { serverClock } from "../lib/server-clock.ts";

/** A refusal by the API, or none at all: then `code` is `network`. */
export class ApiError extends Error {
  override readonly name = "ApiError";
  readonly status: number;
  readonly code: string;
  /** A sentence in the page's language; empty when the network failed. */
  readonly detail: string;
  /** Messages by field: the first part of each JSON pointer. */
  readonly fields: Readonly<Record<string, string>>;
  /** With a suspended account: why, in a moderator's words. */
  readonly reason: string | null;
  /** How long to wait before trying again; null when nothing was said. */
  readonly retryAfterSeconds: number | null;

  constructor(status: number, problem: Partial<Problem>, retryAfterSeconds: number | null = null) {
    super(problem.code ?? "network");
    this.status = status;
    this.code = problem.code ?? "network";
    this.detail = problem.detail ?? "";
    this.reason = problem.reason ?? null;
    this.retryAfterSeconds = retryAfterSeconds;
    this.fields = Object.fromEntries(
      (problem.errors ?? []).toReversed().map(({ path, message }) => [path.split("/")[1] ?? "", message]),
    );
  }
}

export interface Call {
  readonly method?: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  readonly body?: object;
  readonly locale: Locale;
}

/** In memory alone: a page that is left forgets it, and the cookie gives the next one its own. */
let accessToken: string | null = null;
let refreshing: Promise<SignedIn | null> | null = null;
let whenOver = (): void => {};

export function keepToken(token: string | null): void {
  accessToken = token;
}

/** What is heard when the API no longer knows the session that this page began with. */
export function onSessionOver(listener: () => void): void {
  whenOver = listener;
}

/** Calls `/api/v1` as the signed-in user where there is one. Throws ApiError. */
export async function call<Answer>(path: string, options: Call): Promise<Answer> {
  try {
    return await read(await send(path, options));
  } catch (error) {
    if (accessToken === null || !tokenRefused(error)) throw error;
    if ((await refresh(options.locale)) !== null) return read(await send(path, options));
    whenOver();
    throw error;
  }
}

/** Another 401 says that a password or a code was wrong: a new token would change nothing. */
function tokenRefused(error: unknown): boolean {
  return error instanceof ApiError && (error.code === "token_expired" || error.code === "unauthenticated");
}

/** A new access token by the refresh cookie; null when the session is over. One at a time. */
export function refresh(locale: Locale): Promise<SignedIn | null> {
  refreshing ??= askForRefresh(locale).finally(() => {
    refreshing = null;
  });
  return refreshing;
}

async function askForRefresh(locale: Locale): Promise<SignedIn | null> {
  accessToken = null;
  try {
    const signedIn = await read<SignedIn>(await send("/auth/refresh", { method: "POST", locale }));
    accessToken = signedIn.accessToken;
    return signedIn;
  } catch (error) {
    if (error instanceof ApiError && error.status === 401) return null;
    throw error;
  }
}

async function send(path: string, { method = "GET", body, locale }: Call): Promise<Response> {
  const headers = new Headers({ accept: "application/json", "accept-language": locale });
  const open = path.startsWith("/auth/");
  if (accessToken !== null && !open) headers.set("authorization", `Bearer ${accessToken}`);
  if (body !== undefined) headers.set("content-type", "application/json");
  // Under a key the answer is kept: not where it holds a secret, as one's own account's answers do.
  if (method === "POST" && !open && !path.startsWith("/me/")) headers.set("idempotency-key", randomKey());
  const askedAt = performance.now();
  try {
    const answer = await fetch(`/api/v1${path}`, {
      method,
      headers,
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    // Any other answer may be one that this browser kept.
    if (answer.headers.get("cache-control") === "no-store")
      serverClock.learn(answer.headers, askedAt, performance.now());
    return answer;
  } catch {
    throw new ApiError(0, {});
  }
}

async function read<Answer>(answer: Response): Promise<Answer> {
  const json = answer.status === 204 ? null : await answer.json().catch(() => ({}));
  if (!answer.ok) throw new ApiError(answer.status, json as Partial<Problem>, retryAfter(answer));
  return json as Answer;
}

function retryAfter({ headers }: Response): number | null {
  const seconds = Number(headers.get("retry-after") ?? Number.NaN);
  return seconds >= 0 ? seconds : null;
}

/** `crypto.randomUUID` is missing where the page did not come over https or from this machine. */
function randomKey(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) =>
    byte.toString(16).padStart(2, "0"),
  ).join("");
}
