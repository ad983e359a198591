import { noteChange } from "../../platform/database/noted-changes.ts";
import type { Listener } from "../../platform/events.ts";
import { missionScope } from "./mission-scopes.ts";
import { publishedMissionsOf } from "./move-queries.ts";
import { refreshTallyOf } from "./tally-queries.ts";

export const refreshTally: Listener<"offers.changed"> = (tx, _actor, { missionId }) =>
  refreshTallyOf(tx, missionId);

/** Whatever shows a mission shows who asks for it. */
export const forgetRenamed: Listener<"account.renamed"> = async (tx, _actor, { partyId }) => {
  for (const id of await publishedMissionsOf(tx, partyId)) noteChange(tx, missionScope(id));
};
