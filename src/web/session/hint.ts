/**
 * Who was last signed in here, so that pages can greet before anything is fetched. No secret: what it opens is
 * decided by the refresh cookie, which no script can read.
 */
export interface SessionHint {
  readonly partyId: string;
  readonly displayName: string;
  /** Whether the moderators' pages are theirs; they ask again. */
  readonly moderates: boolean;
}

export const moderates = ({ roles }: { readonly roles: readonly string[] }) =>
  roles.includes("moderator") || roles.includes("admin");

/** What is kept of whoever is signed in. */
export const hintOf = (user: {
  readonly partyId: string;
  readonly displayName: string;
  readonly roles: readonly string[];
}): SessionHint => ({ partyId: user.partyId, displayName: user.displayName, moderates: moderates(user) });

const KEY = "swideal.session";

export function readHint(): SessionHint | null {
  try {
    const hint = JSON.parse(localStorage.getItem(KEY) ?? "null") as Partial<SessionHint> | null;
    return typeof hint?.partyId === "string" && typeof hint.displayName === "string"
      ? { partyId: hint.partyId, displayName: hint.displayName, moderates: hint.moderates === true }
      : null;
  } catch {
    return null;
  }
}

export function writeHint(hint: SessionHint | null): void {
  try {
    if (hint === null) localStorage.removeItem(KEY);
    else localStorage.setItem(KEY, JSON.stringify(hint));
  } catch {
    // A browser that keeps nothing only loses the greeting.
  }
}
