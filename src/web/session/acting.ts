import { ACTING_FOR } from "../../shared/page-paths.ts";
import type { Locale } from "../i18n/locale.ts";
import type { List, Party, SignedIn } from "../lib/api-types.ts";
import { goTo } from "../lib/go-to.ts";
import { actFor, call, keepToken } from "./api-client.ts";
import { type HintParty, type SessionHint, signedInHint, writeHint } from "./hint.ts";

/**
 * In the place of a party in an address: for oneself, whoever the browser acts for by then. No party has such an id. What
 * an address says is a choice, no permission: who does not belong to a party acts for itself.
 */
const ONESELF = "moi";
/** Who was asked longer ago may have been taken into another organisation meanwhile. */
const HOUR_MS = 3_600_000;

/** For whom this document acts, from its first request to its last: what another tab chooses concerns the next page. */
interface Settled {
  readonly userId: string;
  /** Null: signed in on this very page, which has not asked. */
  readonly parties: readonly HintParty[] | null;
  readonly acting: HintParty | null;
  /** For whom the next page acts, whatever this one's address said. */
  readonly chosen: string | null;
  /** When `parties` were asked for: milliseconds since 1970, by the device's clock. */
  readonly asked: number;
}

let settled: Settled | null = null;

/** How often it was settled, or begun anew. */
let turn = 0;

/** What the page says and what its requests say never differ. */
function settle(next: Settled | null): void {
  turn += 1;
  settled = next;
  actFor(next?.acting?.id ?? null);
}

/** The organisation for which this document acts; null: its user alone. */
export const actingParty = (): HintParty | null => settled?.acting ?? null;
/** The organisations that its user may act for. */
export const partiesToActFor = (): readonly HintParty[] => settled?.parties ?? [];

/**
 * The name of a form that each party has: what was typed for one is not found by another. What is named by something
 * that is one party's alone needs none, and stays with it when it is handed over.
 */
export const ofParty = (form: string): string => {
  const acting = actingParty();
  return acting === null ? form : `${form}@${acting.id}`;
};

/** This page's address, to be opened later: it says for whom where there is a choice. */
export function addressHere(): string {
  const query = new URLSearchParams(location.search);
  if (partiesToActFor().length > 0) query.set(ACTING_FOR, actingParty()?.id ?? ONESELF);
  return query.size === 0 ? location.pathname : `${location.pathname}?${query}`;
}

/** What is kept for the next page. A document that has not settled for this user acts for the user alone. */
export function actingHint(userId: string): Pick<SessionHint, "parties" | "acting" | "asked"> {
  const own =
    settled?.userId === userId
      ? settled
      : { userId, parties: null, acting: null, chosen: null, asked: Date.now() };
  settle(own);
  const present = hintFor(userId);
  // Another tab has asked since, or has founded or left an organisation.
  const newer = present !== null && present.asked > own.asked && present.asked <= Date.now();
  const { parties, asked } = newer ? present : own;
  const choice = present === null ? own.chosen : present.acting;
  const known = parties === null || parties.some(({ id }) => id === choice);
  return { parties, asked, acting: known ? choice : null };
}

/**
 * Finds out for whom the document acts, before anything is asked in its name: once for a user. What is typed in it
 * was typed for that party, whoever the browser acts for when the session is back. False: it was
 * settled otherwise, or begun anew, meanwhile. Throws ApiError.
 */
export async function settleActing(signedIn: SignedIn, locale: Locale): Promise<boolean> {
  const { id: userId } = signedIn.user;
  if (settled?.userId === userId) return true;
  settle(null);
  const hint = hintFor(userId);
  const wanted = new URLSearchParams(location.search).get(ACTING_FOR)?.toLowerCase() ?? hint?.acting ?? null;
  const asked = Date.now();
  if (wanted === null && hint?.parties?.length === 0 && asked >= hint.asked && asked - hint.asked < HOUR_MS) {
    settle({ userId, parties: [], acting: null, chosen: null, asked: hint.asked });
    return true;
  }
  keepToken(signedIn);
  const begun = turn;
  const { items } = await call<List<Party>>("/me/parties", { locale });
  if (turn !== begun) return false;
  const parties = items.filter(({ own }) => !own).map(({ id, displayName }) => ({ id, displayName }));
  const among = (wish: string | null) => parties.find(({ id }) => id === wish) ?? null;
  const chosen = among(hint?.acting ?? null)?.id ?? null;
  settle({ userId, parties, acting: among(wanted), chosen, asked });
  return true;
}

function hintFor(userId: string): SessionHint | null {
  const hint = signedInHint();
  return hint?.userId === userId ? hint : null;
}

/** Acts for another party, null: for oneself, on a page that is loaded anew. */
export function chooseParty(id: string | null, page: string = location.pathname): void {
  const hint = signedInHint();
  if (hint !== null) writeHint({ ...hint, acting: id });
  const query = new URLSearchParams(page === location.pathname ? location.search : "");
  query.delete(ACTING_FOR);
  goTo(query.size === 0 ? page : `${page}?${query}`);
}

/** After an organisation was founded, joined, left or dissolved: the next page asks anew which there are. */
export function forgetParties(left: string | null = null): void {
  const hint = signedInHint();
  if (hint === null) return;
  const acting = hint.acting === left ? null : hint.acting;
  writeHint({ ...hint, parties: null, acting, asked: Date.now() });
}
