import { type ConsentText, consentTextOf } from "../../../shared/consent-texts.ts";
import type { Origin } from "../../core/actor.ts";
import type { Tx } from "../../platform/database/database.ts";
import { type Agreed, agreedTo, type Consent, type Via } from "./consent.ts";
import { insertAct } from "./consent-queries.ts";

/** On a page of ours, or by a program. */
export const viaOf = ({ page }: Pick<Origin, "page">): Via => (page === null ? "api" : "page");

/**
 * Writes down that somebody agrees, in the transaction of the act; once more while it stands, nothing.
 * @param to which of our texts a page asked by, what calls itself by a version, or null for what is asked nowhere. Of our
 * own texts nothing is noted where a program did it: what its user was shown we do not know.
 */
export async function noteConsent(
  tx: Tx,
  origin: Pick<Origin, "page">,
  consent: Consent,
  to: ConsentText | { readonly version: string } | null,
): Promise<void> {
  await insertAct(tx, { ...consent, given: true, via: viaOf(origin), ...agreed(origin, to) });
}

/** Writes down that it is taken back, where it stands. */
export async function noteWithdrawal(tx: Tx, via: Via, consent: Consent): Promise<void> {
  await insertAct(tx, { ...consent, given: false, via, version: null, text: null });
}

function agreed(
  { page }: Pick<Origin, "page">,
  to: ConsentText | { readonly version: string } | null,
): Agreed {
  if (to === null) return { version: null, text: null };
  if (typeof to === "object") return { version: to.version, text: null };
  return page === null ? { version: null, text: null } : agreedTo(consentTextOf(to, page));
}
