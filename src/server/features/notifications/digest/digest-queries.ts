import { sql } from "kysely";
import type { Connection, Tx } from "../../../platform/database/database.ts";
import { type NotificationRow, notificationColumns, withReads } from "../notification-queries.ts";

/** The digest of one day: what was written before its time, and is to be in it. */
export interface DigestDay {
  /** As PostgreSQL writes a date: the day on which it leaves, in the installation's time zone. */
  readonly day: string;
  /** Its time on that day, as text: PostgreSQL knows microseconds and a Date does not. */
  readonly until: string;
  /** On Mondays what is told once a week is in it as well. */
  readonly deliveries: readonly ("digest" | "weekly")[];
}

/** When digests leave, on the clock on the wall: also on days of 23 and 25 hours. */
const TIME = "07:30";

/**
 * Which digest leaves at this moment by the database's clock, or has left today; null: it is too early in the day.
 * @param now for tests; the clock's own time, when absent
 */
export async function digestOfToday(
  connection: Connection,
  timeZone: string,
  now: string | null = null,
): Promise<DigestDay | null> {
  const { rows } = await sql<{ day: string; until: string; monday: boolean; begun: boolean }>`
    select day::text, until::text, extract(isodow from day) = 1 as monday, now >= until as begun
    from (select coalesce(${now}::timestamptz, clock_timestamp()) as now) as clock
    cross join lateral (select (now at time zone ${timeZone})::date as day) as today
    cross join lateral (select (day + ${TIME}::time) at time zone ${timeZone} as until) as time`.execute(
    connection,
  );
  const [row] = rows;
  if (row === undefined || !row.begun) return null;
  return { day: row.day, until: row.until, deliveries: row.monday ? ["digest", "weekly"] : ["digest"] };
}

/** Who has something in it and has not had it: by their ids, from behind `after`. */
export async function peopleWithDigest(
  connection: Connection,
  { day, until, deliveries }: DigestDay,
  after: string,
  limit: number,
): Promise<string[]> {
  const { rows } = await sql<{ userId: string }>`
    select distinct n.user_id as "userId" from notifications n
    where n.delivery = any (${deliveries}::text[]) and n.mailed_at is null and n.user_id > ${after}::uuid
      and n.created_at < ${until}::timestamptz
      and not exists (select from mail_runs r where r.user_id = n.user_id and r.kind = 'digest' and r.day = ${day}::date)
    order by 1 limit ${limit}`.execute(connection);
  return rows.map(({ userId }) => userId);
}

/**
 * Whether it falls to this transaction to send it: nobody else has, and nobody else does until the transaction ends. Who
 * finds somebody else at it goes on with the next person, and does not wait for the mail server's answer.
 */
export async function takeDigest(tx: Tx, userId: string, { day }: DigestDay): Promise<boolean> {
  await sql`set local idle_in_transaction_session_timeout = '5min'`.execute(tx);
  const { rows } = await sql<{ taken: boolean }>`
    select pg_try_advisory_xact_lock(hashtextextended(${`digest ${day} ${userId}`}, 0)) as taken`.execute(tx);
  if (rows[0]?.taken !== true) return false;
  const { numAffectedRows } = await sql`
    insert into mail_runs (user_id, kind, day) values (${userId}, 'digest', ${day}::date)
    on conflict do nothing`.execute(tx);
  return (numAffectedRows ?? 0n) > 0n;
}

/** There was nothing to send after all: what comes before the day is over is another day's. */
export async function giveBackDigest(tx: Tx, userId: string, { day }: DigestDay): Promise<void> {
  await sql`
    delete from mail_runs where user_id = ${userId} and kind = 'digest' and day = ${day}::date`.execute(tx);
}

/** What is in a person's digest, the oldest first. */
export async function gatheredFor(
  tx: Tx,
  userId: string,
  { until, deliveries }: DigestDay,
): Promise<NotificationRow[]> {
  const { rows } = await sql<NotificationRow>`
    select ${notificationColumns} from ${withReads}
    where n.user_id = ${userId} and n.delivery = any (${deliveries}::text[]) and n.mailed_at is null
      and n.created_at < ${until}::timestamptz
    order by n.created_at, n.id`.execute(tx);
  return rows;
}

/** These were in the digest that a mail server has; the others of the day concern nobody any more. */
export async function noteGathered(
  tx: Tx,
  mailed: readonly string[],
  dropped: readonly string[],
): Promise<void> {
  await sql`
    update notifications set mailed_at = clock_timestamp() where id = any (${mailed}::uuid[])`.execute(tx);
  await sql`update notifications set delivery = 'none' where id = any (${dropped}::uuid[])`.execute(tx);
}

export const MAIL_RUNS_KEPT = "90 days";

/** Of whom nobody asks any more. */
export async function forgetOldRuns(tx: Tx, limit: number): Promise<number> {
  const { numAffectedRows } = await sql`
    delete from mail_runs where ctid in (
      select ctid from mail_runs where day < current_date - ${MAIL_RUNS_KEPT}::interval limit ${limit}
    )`.execute(tx);
  return Number(numAffectedRows ?? 0n);
}
