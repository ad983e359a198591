import type { Origin } from "../../core/actor.ts";
import type { Tx } from "../../platform/database/database.ts";
import { noteConsent, noteWithdrawal, type Via } from "../consents/index.ts";
import type { KindName } from "./kinds.ts";

/** Of the optional mails those that somebody has asked for by itself; the others tell of one's own missions and offers. */
export const ALERTS = "alert_matched" satisfies KindName;

/** Writes down that somebody wants alerts by mail, or no more. @param via where it is said that they are not wanted */
export async function noteAlertMails(
  tx: Tx,
  origin: Pick<Origin, "page">,
  { id, partyId }: { readonly id: string; readonly partyId: string },
  wanted: boolean,
  via: Via,
): Promise<void> {
  const consent = {
    purpose: "alert_mails",
    ...{ userId: id, partyId },
    ...{ subjectId: null, receiverPartyId: null },
  } as const;
  if (wanted) await noteConsent(tx, origin, consent, null);
  else await noteWithdrawal(tx, via, consent);
}
