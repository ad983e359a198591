/** What this browser knows of a person's favourites, so that not every page has to ask. The server is the truth. */
interface Known {
  readonly userId: string;
  readonly ids: readonly string[];
  /** Milliseconds since 1970, by the device's clock. */
  readonly asked: number;
}

const KEY = "swideal.favourites";
const KEPT_MS = 10 * 60_000;

/** Null where they are to be asked for. */
export function knownFavourites(userId: string): readonly string[] | null {
  try {
    const known = JSON.parse(localStorage.getItem(KEY) ?? "null") as Known | null;
    const age = Date.now() - (known?.asked ?? 0);
    const fresh = known?.userId === userId && age >= 0 && age < KEPT_MS;
    return fresh && Array.isArray(known.ids) ? known.ids : null;
  } catch {
    return null;
  }
}

export function keepFavourites(userId: string, ids: readonly string[]): void {
  try {
    localStorage.setItem(KEY, JSON.stringify({ userId, ids, asked: Date.now() } satisfies Known));
  } catch {
    // A browser that keeps nothing asks each time.
  }
}

/** Another page has changed them: they are asked for anew. */
export function forgetFavourites(): void {
  try {
    localStorage.removeItem(KEY);
  } catch {
    // Nothing was kept.
  }
}
