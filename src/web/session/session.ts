import { useEffect, useSyncExternalStore } from "react";
import type { Locale } from "../i18n/locale.ts";
import type { SignedIn, User } from "../lib/api-types.ts";
import { useLocale } from "../lib/use-page.ts";
import { call, keepToken, onSessionOver, refresh } from "./api-client.ts";
import { hintOf, readHint, writeHint } from "./hint.ts";

/** `unknown` on the server and until the browser has asked. */
export type Session =
  | { readonly state: "unknown" }
  | { readonly state: "anonymous" }
  | { readonly state: "signedIn"; readonly user: User };

const unknown: Session = { state: "unknown" };
const anonymous: Session = { state: "anonymous" };

let session: Session = unknown;
let asked = false;
const listeners = new Set<() => void>();

/** Who is signed in, asked once for the document: by the cookie, if this browser was ever signed in. */
export function useSession(): Session {
  const locale = useLocale();
  useEffect(() => {
    if (!asked) void ask(locale);
  }, [locale]);
  return useSyncExternalStore(
    subscribe,
    () => session,
    () => unknown,
  );
}

/** After a sign-in or a registration. */
export function openSession({ user, accessToken }: SignedIn): void {
  asked = true;
  keepToken(accessToken);
  writeHint(hintOf(user));
  become({ state: "signedIn", user });
}

export async function closeSession(locale: Locale): Promise<void> {
  await call("/auth/logout", { method: "POST", locale }).catch(() => undefined);
  forget();
}

/** After one's own profile was changed. */
export function changeUser(user: User): void {
  writeHint(hintOf(user));
  become({ state: "signedIn", user });
}

/** When the session has ended elsewhere: this browser only learns of it. */
export function forget(): void {
  keepToken(null);
  writeHint(null);
  become(anonymous);
}

onSessionOver(forget);

async function ask(locale: Locale): Promise<void> {
  asked = true;
  if (readHint() === null) return become(anonymous);
  try {
    const signedIn = await refresh(locale);
    if (signedIn === null) forget();
    else openSession(signedIn);
  } catch {
    // The network or the service failed: the cookie may still be good, so the hint stays.
    become(anonymous);
  }
}

function become(next: Session): void {
  session = next;
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
