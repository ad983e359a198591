/**
 * How much was unread when this browser asked last: public pages, which ask for nothing private, show it too, and hear at
 * once when another tab asks.
 */
const KEYS = { notifications: "swideal.unread", conversations: "swideal.unread-conversations" } as const;

export type Counted = keyof typeof KEYS;

/** Beyond it the number says no more than that there is much. */
export const MOST_COUNTED = 99;

/** Whose count it is: what somebody is told is the user's, conversations are the party's for which it acts. */
export const ownerOf = (counted: Counted, userId: string, actingFor: string | null): string =>
  counted === "notifications" || actingFor === null ? userId : `${userId} ${actingFor}`;

export function keepUnread(counted: Counted, owner: string, count: number): void {
  try {
    localStorage.setItem(KEYS[counted], JSON.stringify({ owner, count }));
  } catch {
    // A browser that keeps nothing shows no number on public pages.
  }
}

/** Null: this browser does not know it, or knows another's. */
export function keptUnread(counted: Counted, owner: string): number | null {
  try {
    const kept = JSON.parse(localStorage.getItem(KEYS[counted]) ?? "null") as {
      owner: string;
      count: number;
    } | null;
    return kept?.owner === owner && Number.isSafeInteger(kept.count) ? kept.count : null;
  } catch {
    return null;
  }
}

/** Hears when another tab keeps a count. @returns what ends it */
export function onKeptUnread(counted: Counted, heard: () => void): () => void {
  const stored = ({ key }: StorageEvent) => {
    if (key === KEYS[counted] || key === null) heard();
  };
  addEventListener("storage", stored);
  return () => removeEventListener("storage", stored);
}
