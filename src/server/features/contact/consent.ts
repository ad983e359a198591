import type { ConsentText } from "../../../shared/consent-texts.ts";
import type { Actor, UserActor } from "../../core/actor.ts";
import type { Tx } from "../../platform/database/database.ts";
import type { Listener } from "../../platform/events.ts";
import { recordAudit } from "../audit/index.ts";
import { noteConsent, noteWithdrawal, viaOf } from "../consents/index.ts";
import type { Pair } from "./contact.ts";
import { putConsent, withdrawConsent } from "./contact-queries.ts";

/**
 * Keeps that a party agrees to give its details to the other side of a mission, with the database's time, or that it
 * does not: what was not said is no consent, and takes an earlier one back.
 * @param asked by which words pages ask for it here
 */
export async function recordConsent(
  tx: Tx,
  actor: Actor,
  pair: Pair,
  shareContact: boolean,
  asked: ConsentText,
): Promise<void> {
  if (shareContact) await putConsent(tx, pair);
  else if (!(await withdrawConsent(tx, pair))) return;
  if (actor.kind === "user") await note(tx, actor, pair, shareContact ? asked : null);
  await recordAudit(tx, actor, {
    action: shareContact ? "contact.share" : "contact.unshare",
    resource: { type: "mission", id: pair.missionId },
    changes: { with: pair.otherPartyId },
  });
}

/** @param asked null: it is taken back */
async function note(tx: Tx, actor: UserActor, pair: Pair, asked: ConsentText | null): Promise<void> {
  const consent = {
    purpose: "contact",
    ...{ userId: actor.userId, partyId: pair.ownPartyId },
    ...{ subjectId: pair.missionId, receiverPartyId: pair.otherPartyId },
  } as const;
  if (asked === null) await noteWithdrawal(tx, viaOf(actor), consent);
  else await noteConsent(tx, actor, consent, asked);
}

/** Who makes an offer says with it whether the client may have its details; who awards it, whether the provider may. */
export const consentOfProvider: Listener<"offer.made"> = (tx, actor, event) =>
  recordConsent(
    tx,
    actor,
    { missionId: event.missionId, ownPartyId: event.providerPartyId, otherPartyId: event.clientPartyId },
    event.shareContact,
    "offer",
  );

export const consentOfClient: Listener<"offer.awarded"> = (tx, actor, event) =>
  recordConsent(
    tx,
    actor,
    { missionId: event.missionId, ownPartyId: event.clientPartyId, otherPartyId: event.providerPartyId },
    event.shareContact,
    "award",
  );
