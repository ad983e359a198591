import type { Locale } from "../i18n/locale.ts";
import type { List, Party, SignedIn } from "../lib/api-types.ts";
import { goTo } from "../lib/go-to.ts";
import { actFor, call, keepToken } from "./api-client.ts";
import { type HintParty, signedInHint, writeHint } from "./hint.ts";

/** In an address: for whom its reader is to act. A choice, no permission: who does not belong to it acts for itself. */
const CHOICE = "pour";

/** For whom this document acts, from its first request to its last: what another tab chooses concerns the next page. */
let settled: {
  readonly userId: string;
  readonly parties: readonly HintParty[];
  readonly acting: HintParty | null;
} | null = null;

/** The organisation for which this document acts; null: its user alone. */
export const actingParty = (): HintParty | null => settled?.acting ?? null;
/** The organisations that its user may act for. */
export const partiesToActFor = (): readonly HintParty[] => settled?.parties ?? [];

/** What is kept of it for the next page; of another user nothing. */
export function actingHint(userId: string) {
  if (settled?.userId === userId) return { parties: settled.parties, acting: settled.acting?.id ?? null };
  settled = null;
  actFor(null);
  return { parties: null, acting: null };
}

/** Finds out for whom the document acts, before anything is asked in its name. Throws ApiError. */
export async function settleActing(signedIn: SignedIn, locale: Locale): Promise<void> {
  const { id: userId } = signedIn.user;
  const found = signedInHint();
  const hint = found?.userId === userId ? found : null;
  const wanted = new URLSearchParams(location.search).get(CHOICE) ?? hint?.acting ?? null;
  actFor(null);
  if (wanted === null && hint?.parties?.length === 0) {
    settled = { userId, parties: [], acting: null };
    return;
  }
  keepToken(signedIn);
  const { items } = await call<List<Party>>("/me/parties", { locale });
  const parties = items.filter(({ own }) => !own).map(({ id, displayName }) => ({ id, displayName }));
  const acting = parties.find(({ id }) => id === wanted) ?? null;
  settled = { userId, parties, acting };
  actFor(acting?.id ?? null);
}

/** Acts for another party, null: for oneself, on a page that is loaded anew. */
export function chooseParty(id: string | null, page: string = location.pathname): void {
  const hint = signedInHint();
  if (hint !== null) writeHint({ ...hint, acting: id });
  const query = new URLSearchParams(page === location.pathname ? location.search : "");
  query.delete(CHOICE);
  goTo(query.size === 0 ? page : `${page}?${query}`);
}

/** After an organisation was founded, joined, left or dissolved: the next page asks anew which there are. */
export function forgetParties(acting: string | null = actingParty()?.id ?? null): void {
  const hint = signedInHint();
  if (hint !== null) writeHint({ ...hint, parties: null, acting });
}
