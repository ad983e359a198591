import { sql } from "kysely";
import { ERASED_TEXT } from "../../core/erased-text.ts";
import type { Tx } from "../../platform/database/database.ts";
import { invalidateOnCommit } from "../../platform/database/invalidations.ts";
import type { Listener } from "../../platform/events.ts";
import { missionTag } from "./mission-tags.ts";
import { publishedMissionsOf } from "./transition-queries.ts";

/** What stands in the place of the title: who offered for it, or works no more on it, still finds it in a list. */
const TITLE = "Mission effacée · Erased project";

/**
 * Takes what a client wrote out of its missions, and where they were. State, times, budget and trade stay: they are the
 * other side's as well, and no person's.
 */
export const forgetMissions: Listener<"account.erased"> = async (tx, _actor, { partyId }) => {
  await showAnew(tx, partyId);
  await sql`
    update missions set title = ${TITLE}, description = ${ERASED_TEXT}, skills = '{}', place_insee_code = null,
      latitude = null, longitude = null, erased_at = statement_timestamp(), version = version + 1,
      shown_version = shown_version + 1
    where client_party_id = ${partyId}`.execute(tx);
};

/** Once this transaction has committed no instance shows what was kept of a client's missions. */
export async function showAnew(tx: Tx, clientPartyId: string): Promise<void> {
  for (const id of await publishedMissionsOf(tx, clientPartyId)) invalidateOnCommit(tx, missionTag(id));
}
