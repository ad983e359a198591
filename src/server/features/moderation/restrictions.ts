import { typeset } from "../../../shared/typography.ts";
import type { UserActor } from "../../core/actor.ts";
import type { DomainEvents } from "../../core/events.ts";
import type { Tx } from "../../platform/database/database.ts";
import type { Emit } from "../../platform/events.ts";
import { insertRestriction, type NewRestriction } from "./restriction-queries.ts";

/** Keeps a moderator's decision with its reason, of which its owners are told, if the transaction commits. */
export type Restrict = (
  tx: Tx,
  moderator: UserActor,
  restriction: Omit<NewRestriction, "decidedBy"> & Pick<DomainEvents["restriction.decided"], "question">,
) => Promise<void>;

export const createRestrict =
  (emit: Emit): Restrict =>
  async (tx, moderator, restriction) => {
    const restrictionId = await insertRestriction(tx, { ...restriction, decidedBy: moderator.userId });
    const { kind, partyId, missionId, question } = restriction;
    await emit(tx, moderator, "restriction.decided", { restrictionId, kind, partyId, missionId, question });
  };

/**
 * Words for who owns what was restricted again: those of the decision went with the newer state of the database. Shown in
 * the reader's own language nowhere else either, for moderators write in one.
 */
export const AGAIN = typeset({
  fr: "Cette décision a été prise après la sauvegarde qui vient d’être remise en place, et vaut toujours. Son motif vous a été donné alors ; demandez-le à la modération s’il vous manque.",
  en: "This was decided after the backup that has just been put back, and still holds. You were given the reason then; ask the moderators for it if you need it.",
});
export const REASON_AGAIN = `${AGAIN.fr} · ${AGAIN.en}`;

/** A decision that an older state of the database forgot stands again, by who took it; nobody is told twice. */
export async function restrictAgain(tx: Tx, restriction: Omit<NewRestriction, "reason">): Promise<void> {
  await insertRestriction(tx, { ...restriction, reason: REASON_AGAIN });
}
