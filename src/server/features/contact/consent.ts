import type { Actor } from "../../core/actor.ts";
import type { Tx } from "../../platform/database/database.ts";
import { recordAudit } from "../audit/index.ts";
import type { Pair } from "./contact.ts";
import { putConsent, withdrawConsent } from "./contact-queries.ts";

/**
 * Keeps that a party agrees to give its details to the other side of a mission, with the database's time, or that it
 * does not: what was not said is no consent, and takes an earlier one back.
 */
export async function recordConsent(tx: Tx, actor: Actor, pair: Pair, shareContact: boolean): Promise<void> {
  if (shareContact) await putConsent(tx, pair);
  else if (!(await withdrawConsent(tx, pair))) return;
  await recordAudit(tx, actor, {
    action: shareContact ? "contact.share" : "contact.unshare",
    resource: { type: "mission", id: pair.missionId },
    changes: { with: pair.otherPartyId },
  });
}
