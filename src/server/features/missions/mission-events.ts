import type { Actor } from "../../core/actor.ts";
import type { Tx } from "../../platform/database/database.ts";
import { invalidateOnCommit } from "../../platform/database/invalidations.ts";
import type { Listener } from "../../platform/events.ts";
import { missionTag } from "./mission-tags.ts";
import { countAnswer, refreshTallyOf } from "./tally-queries.ts";
import { publishedMissionsOf } from "./transition-queries.ts";

export const refreshTally: Listener<"offers.changed"> = (tx, _actor, { missionId }) =>
  refreshTallyOf(tx, missionId);

/** An answer is part of what a mission says: whoever watches it hears that there is one. */
export const countQuestionAnswered = (tx: Tx, _actor: Actor, event: { readonly missionId: string }) =>
  countAnswer(tx, event.missionId);

/** Whatever shows a mission shows who asks for it. */
export const forgetRenamed: Listener<"account.renamed"> = async (tx, _actor, { partyId }) => {
  for (const id of await publishedMissionsOf(tx, partyId)) invalidateOnCommit(tx, missionTag(id));
};

/** A mission's page shows its questions and their answers. */
export const forgetAsked: Listener<"question.asked" | "question.answered"> = async (
  tx,
  _actor,
  { missionId },
) => invalidateOnCommit(tx, missionTag(missionId));
