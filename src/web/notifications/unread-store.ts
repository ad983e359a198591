/**
 * How many notifications were unread when this browser asked last: public pages, which ask for nothing private, show it too.
 */
const KEY = "swideal.unread";

export function keepUnread(userId: string, count: number): void {
  try {
    localStorage.setItem(KEY, JSON.stringify({ userId, count }));
  } catch {
    // A browser that keeps nothing shows the bell without a number on public pages.
  }
}

export function keptUnread(userId: string): number {
  try {
    const kept = JSON.parse(localStorage.getItem(KEY) ?? "null") as { userId: string; count: number } | null;
    return kept?.userId === userId ? kept.count : 0;
  } catch {
    return 0;
  }
}

/** Beyond it the number says no more than that there is much. */
export const MOST_COUNTED = 99;
