import type { Locale } from "../i18n/locale.ts";
import type { Problem, SignedIn } from "../lib/api-types.ts";
import { serverClock } from "../lib/server-clock.ts";
import { type Intention, keyFor, settle } from "./intentions.ts";

/** A refusal by the API, or none at all: then `code` is `network`. */
export class ApiError extends Error {
  override readonly name = "ApiError";
  readonly status: number;
  readonly code: string;
  /** A sentence in the page's language; empty when the network failed. */
  readonly detail: string;
  /** Messages by field: the first part of each JSON pointer. */
  readonly fields: Readonly<Record<string, string>>;
  /** Every message with its pointer, e.g. of each mission concerned. */
  readonly errors: readonly { readonly path: string; readonly message: string }[];
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
    this.errors = problem.errors ?? [];
    this.fields = Object.fromEntries(
      (problem.errors ?? []).toReversed().map(({ path, message }) => [path.split("/")[1] ?? "", message]),
    );
  }
}

export interface Call {
  readonly method?: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  readonly body?: object;
  readonly locale: Locale;
  /** The ETag of what a change was made from: refused with `precondition_failed` where somebody was faster. */
  readonly ifMatch?: string | null;
  /** For a write without a body: the state that it was meant for, so that in another state it is another intention. */
  readonly seen?: string;
}

export interface Answered<Answer> {
  readonly value: Answer;
  readonly etag: string | null;
}

/** In memory alone: a page that is left forgets it, and the cookie gives the next one its own. */
let accessToken: string | null = null;
/** For which organisation this page acts; null: for its user alone. */
let partyId: string | null = null;
/** Whose page this is, by user id. Its session may be over: then nothing more is asked in its name. */
let account: string | null = null;
let refreshing: Promise<SignedIn | null> | null = null;
let whenOver = (_renewed: SignedIn | null): void => {};

export function keepToken({ user, accessToken: token }: SignedIn): void {
  accessToken = token;
  account = user.id;
}

/** From now on every request acts for this party, null: for the user alone. */
export function actFor(id: string | null): void {
  partyId = id;
}

/** The session is over. `account` stays: what it had typed is still in the page. */
export function dropToken(): void {
  accessToken = null;
}

/** Nobody's page any more. */
export function forgetAccount(): void {
  accessToken = null;
  account = null;
}

/** What is heard when the API no longer knows this page's session; with another account's that took its place. */
export function onSessionOver(listener: (renewed: SignedIn | null) => void): void {
  whenOver = listener;
}

/** Calls `/api/v1` as the signed-in user where there is one. Throws ApiError. */
export async function call<Answer>(path: string, options: Call): Promise<Answer> {
  return (await exchange<Answer>(path, options)).value;
}

/** As `call`, with the answer's ETag. */
export async function exchange<Answer>(path: string, options: Call): Promise<Answered<Answer>> {
  const open = path.startsWith("/auth/");
  // Without its token this page would be answered as a visitor's.
  if (!open && account !== null && accessToken === null) {
    throw new ApiError(401, { code: "unauthenticated" });
  }
  try {
    return await carryOut(path, options);
  } catch (error) {
    if (open || accessToken === null || !tokenRefused(error)) throw error;
    const mine = account;
    const renewed = await refresh(options.locale);
    // What one account meant to do is never done by another that has signed in meanwhile.
    if (renewed !== null && renewed.user.id === mine) {
      keepToken(renewed);
      return carryOut(path, options);
    }
    whenOver(renewed);
    throw error;
  }
}

/**
 * Opens what goes on after its head, as the signed-in user, with a new token where this page's has expired. 401: the
 * session is over, or another's.
 */
export async function openStream(
  path: string,
  {
    headers,
    signal,
    locale,
  }: {
    readonly headers: Readonly<Record<string, string>>;
    readonly signal: AbortSignal;
    readonly locale: Locale;
  },
): Promise<Response> {
  const mine = account;
  const ask = () => {
    const authorization = `Bearer ${accessToken}`;
    return fetch(`/api/v1${path}`, { headers: { ...headers, authorization }, signal, cache: "no-store" });
  };
  const answer = await ask();
  if (answer.status !== 401 || accessToken === null) return answer;
  const renewed = await refresh(locale);
  if (renewed !== null && renewed.user.id === mine) {
    keepToken(renewed);
    return ask();
  }
  whenOver(renewed);
  return answer;
}

/** Another 401 says that a password or a code was wrong: a new token would change nothing. */
function tokenRefused(error: unknown): boolean {
  return error instanceof ApiError && (error.code === "token_expired" || error.code === "unauthenticated");
}

/** A new access token by the refresh cookie, not yet this page's; null when the session is over. One at a time. */
export function refresh(locale: Locale): Promise<SignedIn | null> {
  refreshing ??= askForRefresh(locale).finally(() => {
    refreshing = null;
  });
  return refreshing;
}

async function askForRefresh(locale: Locale): Promise<SignedIn | null> {
  try {
    return (await carryOut<SignedIn>("/auth/refresh", { method: "POST", locale })).value;
  } catch (error) {
    if (error instanceof ApiError && error.status === 401) return null;
    throw error;
  }
}

/** Sends it under its intention's key, where it has one, and settles the intention once the answer is known. */
async function carryOut<Answer>(path: string, options: Call): Promise<Answered<Answer>> {
  const intention = intentionOf(path, options);
  const key = intention === null ? null : keyFor(intention);
  for (let attempt = 1; ; attempt++) {
    try {
      const answered = await read<Answer>(await send(path, options, key));
      if (intention !== null) settle(intention);
      return answered;
    } catch (error) {
      if (intention !== null && error instanceof ApiError && wasRefused(error)) settle(intention);
      const underWay = error instanceof ApiError && error.code === "idempotency_in_progress";
      if (!underWay || attempt === PATIENCE) throw error;
      await new Promise((resolve) => setTimeout(resolve, 1_000));
    }
  }
}

/** How often a write is asked about whose first sending is still under way. */
const PATIENCE = 5;
/** Statuses that do not tell whether an earlier sending of the same write was carried out. */
const UNTOLD = [401, 408, 425, 429];

/** Whether the API has refused it for good: then nothing was written. */
export function wasRefused({ status, code }: ApiError): boolean {
  return status >= 400 && status < 500 && !UNTOLD.includes(status) && code !== "idempotency_in_progress";
}

/** Sent so that no address holds the token; it writes nothing. */
const READING = "/invitations/read";

/**
 * Under a key the answer is kept: not where it holds a secret, as one's own account's answers do; and a visitor's keys
 * are nobody's.
 */
function intentionOf(path: string, { method, body, seen = "" }: Call): Intention | null {
  if (account === null || method !== "POST") return null;
  if (path.startsWith("/auth/") || path.startsWith("/me/") || path === READING) return null;
  return { account, party: partyId, path, body: body === undefined ? seen : JSON.stringify(body) };
}

async function send(path: string, options: Call, key: string | null): Promise<Response> {
  const { method = "GET", body, locale, ifMatch = null } = options;
  const headers = new Headers({ accept: "application/json", "accept-language": locale });
  if (accessToken !== null && !path.startsWith("/auth/")) {
    headers.set("authorization", `Bearer ${accessToken}`);
    if (partyId !== null) headers.set("swideal-party", partyId);
  }
  if (body !== undefined) headers.set("content-type", "application/json");
  if (key !== null) headers.set("idempotency-key", key);
  if (ifMatch !== null) headers.set("if-match", ifMatch);
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

async function read<Answer>(answer: Response): Promise<Answered<Answer>> {
  const json = answer.status === 204 ? null : await answer.json().catch(() => undefined);
  if (!answer.ok) throw new ApiError(answer.status, (json ?? {}) as Partial<Problem>, retryAfter(answer));
  // Cut off on its way: as good as no answer.
  if (json === undefined) throw new ApiError(0, {});
  return { value: json as Answer, etag: answer.headers.get("etag") };
}

function retryAfter({ headers }: Response): number | null {
  const seconds = Number(headers.get("retry-after") ?? Number.NaN);
  return seconds >= 0 ? seconds : null;
}
