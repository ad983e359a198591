import { type RawBuilder, sql } from "kysely";
import type { Tx } from "../../platform/database/database.ts";
import { invalidateOnCommit } from "../../platform/database/invalidations.ts";
import { missionTag } from "./mission-tags.ts";

/** For whoever reads missions in SQL: joins the numbers of the mission with this id as `t`, nulls without offers. */
export const joinTally = (missionId: RawBuilder<unknown>): RawBuilder<unknown> =>
  sql`left join mission_tallies t on t.mission_id = ${missionId}`;

/**
 * Counts the mission's offers anew: those not withdrawn, and in an open auction the lowest standing price. Lists
 * may show the numbers of before for some seconds, or each offer would empty what is kept of all of them. The state's
 * number rises by one, in a sealed auction only with the number of offers; while an open auction runs, what has changed
 * of price and number goes down in its history.
 */
export async function refreshTallyOf(tx: Tx, missionId: string): Promise<void> {
  invalidateOnCommit(tx, missionTag(missionId));
  await sql`
    with before as (
      select offer_count, best_offer_cents from mission_tallies where mission_id = ${missionId}
    ), counted as (
      select m.id as mission_id, statement_timestamp() as at, m.auction = 'open' as open,
        m.auction = 'open' and m.status in ('published', 'closed', 'awarded') as runs,
        count(o.id) filter (where o.status <> 'withdrawn') as offer_count,
        case when m.auction = 'open' then min(o.price_cents) filter (where o.status in ('submitted', 'accepted')) end
          as best_offer_cents
      from missions m left join offers o on o.mission_id = ${missionId}
      where m.id = ${missionId} group by m.id
    ), tally as (
      insert into mission_tallies (mission_id, offer_count, best_offer_cents, sequence)
      select mission_id, offer_count, best_offer_cents, open::integer from counted
      on conflict (mission_id) do update
        set offer_count = excluded.offer_count, best_offer_cents = excluded.best_offer_cents,
          sequence = mission_tallies.sequence
            + greatest(excluded.sequence, (excluded.offer_count <> mission_tallies.offer_count)::integer)
      returning mission_id, offer_count, best_offer_cents, sequence
    )
    insert into price_history (mission_id, sequence, at, best_cents, offer_count)
    select t.mission_id, t.sequence, c.at, t.best_offer_cents, t.offer_count
    from tally t join counted c on c.mission_id = t.mission_id left join before b on true
    where c.runs
      and (t.offer_count, t.best_offer_cents) is distinct from (coalesce(b.offer_count, 0), b.best_offer_cents)`.execute(
    tx,
  );
}

/** The mission's public state is another now, by something else than its offers. */
export async function raiseSequence(tx: Tx, missionId: string): Promise<void> {
  invalidateOnCommit(tx, missionTag(missionId));
  await sql`update mission_tallies set sequence = sequence + 1 where mission_id = ${missionId}`.execute(tx);
}

/** One more of the mission's questions has its answer. */
export async function countAnswer(tx: Tx, missionId: string): Promise<void> {
  invalidateOnCommit(tx, missionTag(missionId));
  await sql`
    update mission_tallies set sequence = sequence + 1, question_count = question_count + 1
    where mission_id = ${missionId}`.execute(tx);
}
