import { useEffect, useSyncExternalStore } from "react";
import type { Locale } from "../i18n/locale.ts";
import { useLocale } from "../lib/use-page.ts";
import { ApiError, call } from "../session/api-client.ts";
import { useUser } from "../session/session.ts";
import { keepUnread, keptUnread } from "./unread-store.ts";

const EVERY_MS = 60_000;
const listeners = new Set<() => void>();
let count = 0;
/** Whose it is, by user id. */
let whose: string | null = null;

/** How many notifications the reader has not read; asked again while somebody looks. */
export function useUnread(): number {
  const locale = useLocale();
  const userId = useUser()?.id ?? null;
  useEffect(() => {
    if (userId === null) return;
    show(keptUnread(userId));
    const ask = () => void countAnew(locale, userId);
    ask();
    const timer = setInterval(() => {
      if (!document.hidden) ask();
    }, EVERY_MS);
    return () => clearInterval(timer);
  }, [userId, locale]);
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => count,
    () => 0,
  );
}

/** What could not be asked stays as it was: the bell is no place for an error. */
export async function countAnew(locale: Locale, userId: string | null = whose): Promise<void> {
  whose = userId;
  try {
    const answer = await call<{ readonly count: number }>("/me/notifications/unread-count", { locale });
    if (userId !== null) keepUnread(userId, answer.count);
    show(answer.count);
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
  }
}

function show(next: number): void {
  count = next;
  for (const listener of listeners) listener();
}
