import type { UserActor } from "../../core/actor.ts";
import type { Tx } from "../../platform/database/database.ts";
import type { Emit } from "../../platform/events.ts";
import { insertRestriction, type NewRestriction } from "./restriction-queries.ts";

/** Keeps a moderator's decision with its reason, of which its owners are told, if the transaction commits. */
export type Restrict = (
  tx: Tx,
  moderator: UserActor,
  restriction: Omit<NewRestriction, "decidedBy">,
) => Promise<void>;

export const createRestrict =
  (emit: Emit): Restrict =>
  async (tx, moderator, restriction) => {
    const restrictionId = await insertRestriction(tx, { ...restriction, decidedBy: moderator.userId });
    const { kind, partyId, missionId } = restriction;
    await emit(tx, moderator, "restriction.decided", { restrictionId, kind, partyId, missionId });
  };
