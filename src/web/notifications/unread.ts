import { useCallback, useEffect, useSyncExternalStore } from "react";
import type { Locale } from "../i18n/locale.ts";
import { useLocale } from "../lib/use-page.ts";
import { actingParty } from "../session/acting.ts";
import { ApiError, call } from "../session/api-client.ts";
import { type News, useNews } from "../session/own-news.ts";
import { useUser } from "../session/session.ts";
import { type Counted, keepUnread, keptUnread, onKeptUnread, ownerOf } from "./unread-store.ts";

/** While news do not arrive by themselves, and while they do. */
const EVERY_MS = 60_000;
const EVERY_WHILE_LIVE_MS = 10 * 60_000;

const counts: Record<Counted, { readonly path: string; readonly news: News }> = {
  notifications: { path: "/me/notifications/unread-count", news: "notification" },
  conversations: { path: "/me/conversations/unread-count", news: "message" },
};
const shown: Record<Counted, number | null> = { notifications: null, conversations: null };
const listeners = new Set<() => void>();

/**
 * How many notifications the reader has not read, or in how many conversations of its party something is unread: null
 * until it is known.
 */
export function useUnread(counted: Counted): number | null {
  const locale = useLocale();
  const userId = useUser()?.id ?? null;
  const ask = useCallback(async () => {
    if (userId !== null) await countAnew(counted, userId, locale);
  }, [counted, userId, locale]);
  const live = useNews(counts[counted].news, ask);
  useEffect(() => {
    if (userId === null) return;
    const kept = () => keptUnread(counted, ownerOf(counted, userId, actingFor()));
    show(counted, kept());
    void ask();
    return onKeptUnread(counted, () => {
      const count = kept();
      if (count !== null) show(counted, count);
    });
  }, [counted, userId, ask]);
  useEffect(() => {
    const timer = setInterval(
      () => {
        if (!document.hidden) void ask();
      },
      live ? EVERY_WHILE_LIVE_MS : EVERY_MS,
    );
    return () => clearInterval(timer);
  }, [ask, live]);
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => shown[counted],
    () => null,
  );
}

const actingFor = () => actingParty()?.id ?? null;

/** What could not be asked stays as it was: a menu is no place for an error. */
export async function countAnew(counted: Counted, userId: string, locale: Locale): Promise<void> {
  try {
    const { count } = await call<{ readonly count: number }>(counts[counted].path, { locale });
    keepUnread(counted, ownerOf(counted, userId, actingFor()), count);
    show(counted, count);
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
  }
}

function show(counted: Counted, count: number | null): void {
  shown[counted] = count;
  for (const listener of listeners) listener();
}
