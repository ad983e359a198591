/**
 * Who was last signed in here, so that pages can greet before anything is fetched and every tab hears of a change at
 * once. No secret: what it opens is decided by the refresh cookie, which no script can read.
 */
export interface SessionHint {
  readonly userId: string;
  readonly partyId: string;
  readonly displayName: string;
  /** Whether the moderators' pages are theirs; they ask again. */
  readonly moderates: boolean;
  /** The organisations that they may act for; null: nobody has asked yet. */
  readonly parties: readonly HintParty[] | null;
  /** For which of them the next page acts; null: for its user alone. */
  readonly acting: string | null;
  /** When `parties` were asked for, or forgotten: milliseconds since 1970, by the device's clock. */
  readonly asked: number;
}

export interface HintParty {
  readonly id: string;
  readonly displayName: string;
}

/** Somebody signed out on purpose; `keep` when what was not sent is to be found again. */
export interface SignedOut {
  readonly signedOut: string;
  readonly keep: boolean;
}

export const moderates = ({ roles }: { readonly roles: readonly string[] }) =>
  roles.includes("moderator") || roles.includes("admin");

/** What is kept of whoever is signed in. */
export const hintOf = (
  user: {
    readonly id: string;
    readonly partyId: string;
    readonly displayName: string;
    readonly roles: readonly string[];
  },
  acting: Pick<SessionHint, "parties" | "acting" | "asked">,
): SessionHint => ({
  ...acting,
  userId: user.id,
  partyId: user.partyId,
  displayName: user.displayName,
  moderates: moderates(user),
});

const KEY = "swideal.session";

/** `unreadable` where the browser keeps nothing: only the cookie can tell then. */
export function readHint(): SessionHint | SignedOut | "unreadable" | null {
  try {
    return parse(localStorage.getItem(KEY));
  } catch {
    return "unreadable";
  }
}

/** The hint of somebody who is signed in; null for anything else. */
export function signedInHint(hint = readHint()): SessionHint | null {
  return hint !== null && hint !== "unreadable" && "partyId" in hint ? hint : null;
}

export function writeHint(hint: SessionHint | SignedOut | null): void {
  try {
    if (hint === null) localStorage.removeItem(KEY);
    else localStorage.setItem(KEY, JSON.stringify(hint));
  } catch {
    // A browser that keeps nothing only loses the greeting.
  }
}

/**
 * Hears when another tab writes the hint, and when this page comes back after a while in which it heard nothing: out
 * of the cache for going back, or from the background. Returns what ends it.
 */
export function onHintChange(heard: () => void): () => void {
  const stored = ({ key }: StorageEvent) => {
    if (key === KEY || key === null) heard();
  };
  const shown = ({ persisted }: PageTransitionEvent) => {
    if (persisted) heard();
  };
  const seen = () => {
    if (!document.hidden) heard();
  };
  addEventListener("storage", stored);
  addEventListener("pageshow", shown);
  document.addEventListener("visibilitychange", seen);
  return () => {
    removeEventListener("storage", stored);
    removeEventListener("pageshow", shown);
    document.removeEventListener("visibilitychange", seen);
  };
}

function partiesIn(kept: unknown): HintParty[] | null {
  if (!Array.isArray(kept)) return null;
  const known = (one: Partial<HintParty> | null) =>
    typeof one?.id === "string" && typeof one.displayName === "string";
  return kept.every(known) ? kept : null;
}

function parse(text: string | null): SessionHint | SignedOut | null {
  try {
    const hint = JSON.parse(text ?? "null") as Partial<SessionHint & SignedOut> | null;
    if (typeof hint?.signedOut === "string") return { signedOut: hint.signedOut, keep: hint.keep === true };
    // Before there was a `userId` the page asks anew and writes it.
    return typeof hint?.partyId === "string" && typeof hint.displayName === "string"
      ? {
          userId: hint.userId ?? "",
          partyId: hint.partyId,
          displayName: hint.displayName,
          moderates: hint.moderates === true,
          parties: partiesIn(hint.parties),
          acting: typeof hint.acting === "string" ? hint.acting : null,
          asked: typeof hint.asked === "number" ? hint.asked : 0,
        }
      : null;
  } catch {
    return null;
  }
}
