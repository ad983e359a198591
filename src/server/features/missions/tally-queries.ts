import { type RawBuilder, sql } from "kysely";
import type { Tx } from "../../platform/database/database.ts";
import { invalidateOnCommit } from "../../platform/database/invalidations.ts";
import { missionTag } from "./mission-tags.ts";

/** For whoever reads missions in SQL: joins the numbers of the mission with this id as `t`, nulls without offers. */
export const joinTally = (missionId: RawBuilder<unknown>): RawBuilder<unknown> =>
  sql`left join mission_tallies t on t.mission_id = ${missionId}`;

/**
 * Counts the mission's offers anew: those not withdrawn, and in an open auction the lowest standing price. Lists
 * may show the numbers of before for some seconds, or each offer would empty what is kept of all of them.
 */
export async function refreshTallyOf(tx: Tx, missionId: string): Promise<void> {
  invalidateOnCommit(tx, missionTag(missionId));
  await sql`
    insert into mission_tallies (mission_id, offer_count, best_offer_cents)
    select m.id,
      count(o.id) filter (where o.status <> 'withdrawn'),
      case when m.auction = 'open' then min(o.price_cents) filter (where o.status in ('submitted', 'accepted')) end
    from missions m left join offers o on o.mission_id = m.id
    where m.id = ${missionId} group by m.id
    on conflict (mission_id) do update
      set offer_count = excluded.offer_count, best_offer_cents = excluded.best_offer_cents`.execute(tx);
}
