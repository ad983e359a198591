import { sql } from "kysely";
import type { Tx } from "../../platform/database/database.ts";
import { invalidateOnCommit } from "../../platform/database/invalidations.ts";
import type { Listener } from "../../platform/events.ts";
import type { Jobs } from "../../platform/jobs.ts";
import { personTag } from "../../platform/live/person-tag.ts";
import { type KindName, kinds } from "./kinds.ts";
import { insertNotifications } from "./notification-queries.ts";
import { optionalMails, wakeWhenDue } from "./tell.ts";

const KIND = "alert_matched" satisfies KindName;

/** A mission that is hidden at once is mailed to nobody. */
const WAIT_MINUTES = kinds[KIND].waitMinutes ?? 0;
const WAIT = sql`make_interval(mins => ${WAIT_MINUTES})`;

interface Alert {
  readonly userId: string;
  readonly frequency: "instant" | "daily" | "weekly";
}

/**
 * Writes the row of each alert: a mail of its own, or a line of a digest, as the searches say that found the mission and as
 * the person's preference for alerts allows. Thousands may hear of one mission: whatever their number, two statements.
 */
export const tellOfAlerts =
  (jobs: Pick<Jobs, "enqueue"> | null): Listener<"alerts.matched"> =>
  async (tx, _actor, { missionId, alerts }) => {
    const urgent = await hurry(tx, missionId, alerts);
    const others = alerts.filter(({ userId }) => !urgent.has(userId));
    const due = await insertAlerts(tx, missionId, others);
    for (const { userId } of alerts) invalidateOnCommit(tx, personTag(userId));
    if (due || urgent.size > 0) await jobs?.enqueue(tx, optionalMails, {}, WAIT_MINUTES * 60);
  };

/** An alert that waits for a digest leaves by itself, where a search that alerts at once has found the mission since. */
async function hurry(tx: Tx, missionId: string, alerts: readonly Alert[]): Promise<Set<string>> {
  const users = alerts.flatMap(({ userId, frequency }) => (frequency === "instant" ? [userId] : []));
  if (users.length === 0) return new Set();
  const { rows } = await sql<{ userId: string }>`
    update notifications n set delivery = 'instant', mail_due_at = clock_timestamp() + ${WAIT}
    where n.user_id = any (${users}::uuid[]) and n.kind = ${KIND} and n.mission_id = ${missionId}
      and n.delivery in ('digest', 'weekly') and n.mailed_at is null
      and not exists (
        select from notification_preferences p
        where p.user_id = n.user_id and p.kind = n.kind and p.mail <> 'instant')
    returning n.user_id as "userId"`.execute(tx);
  return new Set(rows.map(({ userId }) => userId));
}

/** Whether a mail is due for one of them. */
async function insertAlerts(tx: Tx, missionId: string, alerts: readonly Alert[]): Promise<boolean> {
  if (alerts.length === 0) return false;
  const { rows } = await sql<{ due: boolean }>`
    with written as (
      insert into notifications (user_id, kind, mission_id, service, delivery, mail_due_at)
      select a."userId", ${KIND}, ${missionId}::uuid, false, told.delivery,
        case when told.delivery = 'instant' then clock_timestamp() + ${WAIT} end
      from jsonb_to_recordset(${JSON.stringify(alerts)}::jsonb) as a ("userId" uuid, frequency text)
      left join notification_preferences chosen on chosen.user_id = a."userId" and chosen.kind = ${KIND}
      cross join lateral (select case
        when chosen.mail = 'off' then 'none'
        when a.frequency = 'weekly' then 'weekly'
        when a.frequency = 'daily' or chosen.mail = 'digest' then 'digest'
        else 'instant' end as delivery) told
      where not exists (
        select from notifications n
        where n.user_id = a."userId" and n.kind = ${KIND} and n.mission_id = ${missionId})
      returning mail_due_at
    )
    select coalesce(bool_or(mail_due_at is not null), false) as due from written`.execute(tx);
  return rows[0]?.due === true;
}

/** Its owner is told of a search that is to be reviewed. */
export const tellOfReview =
  (jobs: Pick<Jobs, "enqueue"> | null): Listener<"saved_search.to_review"> =>
  async (tx, _actor, { userId, searchId }) => {
    const written = await insertNotifications(tx, [
      {
        ...{ userId, partyId: null, kind: "search_to_review", missionId: null, subjectId: searchId },
        ...{ service: false, chosenOnly: false, usual: "instant", waitMinutes: 0, foldMinutes: 0 },
      },
    ]);
    invalidateOnCommit(tx, personTag(userId));
    if (jobs !== null) await wakeWhenDue(tx, jobs, written);
  };
