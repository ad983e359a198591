import { useEffect, useSyncExternalStore } from "react";
import type { Locale } from "../i18n/locale.ts";
import { adoptTexts, dropOldTexts, dropTextsOfOthers, settleTexts } from "../kept-text/text-store.ts";
import type { SignedIn, User } from "../lib/api-types.ts";
import { useLocale } from "../lib/use-page.ts";
import { actingHint, settleActing } from "./acting.ts";
import { ApiError, call, dropToken, forgetAccount, keepToken, onSessionOver, refresh } from "./api-client.ts";
import {
  hintOf,
  onHintChange,
  readHint,
  type SessionHint,
  type SignedOut,
  signedInHint,
  writeHint,
} from "./hint.ts";
import { dropIntentions } from "./intentions.ts";

export type Session =
  /** On the server, and until the browser has asked. */
  | { readonly state: "unknown" }
  | { readonly state: "anonymous" }
  /** Nobody could say: the network or the service failed. */
  | { readonly state: "unreachable"; readonly error: ApiError }
  /** `instead`: of another account, whose page this was. */
  | { readonly state: "signedIn"; readonly user: User; readonly instead?: true }
  /** It ended while the page was open; what `user` had typed is still there, covered. */
  | { readonly state: "over"; readonly user: User };

const unknown: Session = { state: "unknown" };
const anonymous: Session = { state: "anonymous" };

let session: Session = unknown;
let asked = false;
/** Of all that was asked and said about who is signed in, the last counts: an answer to what was asked before is dropped. */
let latest = 0;
/** Whose page this document was last, by user id. */
let whose: string | null = null;
let language: Locale = "fr";
const listeners = new Set<() => void>();

/** Who is signed in, asked once for the document: by the cookie, if this browser was ever signed in. */
export function useSession(): Session {
  const locale = useLocale();
  useEffect(() => {
    language = locale;
    if (!asked) begin();
  }, [locale]);
  return useSyncExternalStore(
    subscribe,
    () => session,
    () => unknown,
  );
}

/** Whose page it is, also while its session is over. */
export function useUser(): User | null {
  return userOf(useSession());
}

/** The page says already, over everything, that its session is over. */
export function isCovered(): boolean {
  return session.state === "over";
}

export function userOf(of: Session): User | null {
  return of.state === "signedIn" || of.state === "over" ? of.user : null;
}

/** After a sign-in or a registration. What another account has left in this browser is dropped. */
export function openSession(signedIn: SignedIn): void {
  const { user } = signedIn;
  const instead = whose !== null && whose !== user.id;
  asked = true;
  whose = user.id;
  keepToken(signedIn);
  dropTextsOfOthers(user.id);
  adoptTexts(user.id);
  dropIntentions((account) => account !== user.id);
  writeHint(hintOf(user, actingHint(user.id)));
  become({ state: "signedIn", user, ...(instead && { instead }) });
}

/** Signs out; with `keep`, what was not sent is found again at the next sign-in. Throws ApiError: still signed in. */
export async function closeSession(locale: Locale, keep = false): Promise<void> {
  const userId = userOf(session)?.id ?? signedInHint()?.userId;
  await call("/auth/logout", { method: "POST", locale });
  leave(userId, keep);
}

/** Takes out of the browser what it keeps of an account that is no more; there is no session to close. */
export function leaveErased(): void {
  leave(userOf(session)?.id ?? signedInHint()?.userId, false);
}

function leave(userId: string | undefined, keep: boolean): void {
  if (userId === undefined) {
    forget();
    return;
  }
  settleTexts(userId, keep);
  if (!keep) dropIntentions((account) => account === userId);
  forgetAccount();
  writeHint({ signedOut: userId, keep });
  become(anonymous);
}

/** After one's own profile was changed. */
export function changeUser(user: User): void {
  writeHint(hintOf(user, actingHint(user.id)));
  become({ state: "signedIn", user });
}

/** Nobody is signed in any more, and this page holds nothing of anybody. */
export function forget(): void {
  forgetAccount();
  writeHint(null);
  become(anonymous);
}

/** Asks anew who is signed in, after nobody could say. */
export function askAgain(): void {
  void ask();
}

onSessionOver((renewed) => (renewed === null ? end() : openSession(renewed)));

/** The session has ended by itself: nothing is cleared, neither in the page nor on the device. */
function end(): void {
  const user = userOf(session);
  if (user === null) {
    forget();
    return;
  }
  dropToken();
  writeHint(null);
  become({ state: "over", user });
}

function begin(): void {
  onHintChange(follow);
  addEventListener("online", () => {
    if (session.state === "unreachable") askAgain();
  });
  dropOldTexts(Date.now());
  dropIntentions(() => false);
  void ask();
}

async function ask(): Promise<void> {
  asked = true;
  latest += 1;
  const run = latest;
  const hint = readHint();
  if (hint !== "unreadable" && signedInHint(hint) === null) return become(anonymous);
  try {
    const signedIn = await refresh(language);
    if (run !== latest) return;
    if (signedIn === null) return end();
    if ((await settleActing(signedIn, language)) && run === latest) openSession(signedIn);
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    if (run !== latest) return;
    // The cookie may still be good: whoever is signed in stays so, and whose page is covered as well.
    if (userOf(session) === null) become({ state: "unreachable", error });
  }
}

/** What another tab has said, or has said while this one slept. */
function follow(): void {
  const hint = readHint();
  if (hint === "unreadable") return;
  const present = signedInHint(hint);
  if (present !== null) followSignIn(present);
  else followSignOut(hint !== null && "signedOut" in hint ? hint : null);
}

function followSignIn(present: SessionHint): void {
  const { displayName } = present;
  if (session.state === "signedIn" && present.userId === session.user.id) {
    if (displayName !== session.user.displayName) {
      become({ ...session, user: { ...session.user, displayName } });
    }
    return;
  }
  // The page of another account goes at once, whatever the service answers.
  const user = userOf(session);
  if (user !== null && user.id !== present.userId) {
    forgetAccount();
    become(unknown);
  }
  void ask();
}

/** `onPurpose` is null where the session has ended by itself: what was typed then stays, covered. */
function followSignOut(onPurpose: SignedOut | null): void {
  const user = userOf(session);
  const dropped = user !== null && onPurpose?.signedOut === user.id && !onPurpose.keep;
  if (user === null || dropped) {
    forgetAccount();
    if (session.state !== "anonymous") become(anonymous);
  } else if (session.state !== "over") {
    dropToken();
    become({ state: "over", user });
  }
}

function become(next: Session): void {
  latest += 1;
  session = next;
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
