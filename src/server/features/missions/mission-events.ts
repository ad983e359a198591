import { invalidateOnCommit } from "../../platform/database/invalidations.ts";
import type { Listener } from "../../platform/events.ts";
import { missionTag } from "./mission-tags.ts";
import { refreshTallyOf } from "./tally-queries.ts";
import { publishedMissionsOf } from "./transition-queries.ts";

export const refreshTally: Listener<"offers.changed"> = (tx, _actor, { missionId }) =>
  refreshTallyOf(tx, missionId);

/** Whatever shows a mission shows who asks for it. */
export const forgetRenamed: Listener<"account.renamed"> = async (tx, _actor, { partyId }) => {
  for (const id of await publishedMissionsOf(tx, partyId)) invalidateOnCommit(tx, missionTag(id));
};
