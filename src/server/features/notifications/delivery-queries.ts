import { sql } from "kysely";
import type { Connection, Tx } from "../../platform/database/database.ts";
import { type NotificationRow, notificationColumns, withReads } from "./notification-queries.ts";

/** Nobody gets more optional mails in 24 hours; the rest joins the digest. */
export const MOST_OPTIONAL_MAILS = 10;

/** Whose mails are due, those who have waited longest first; but for these people. */
export async function peopleWithMails(
  connection: Connection,
  service: boolean,
  limit: number,
  except: readonly string[] = [],
): Promise<string[]> {
  const { rows } = await sql<{ userId: string }>`
    select user_id as "userId" from notifications
    where service = ${service} and mail_due_at <= clock_timestamp() and user_id <> all (${except}::uuid[])
    group by user_id order by min(mail_due_at) limit ${limit}`.execute(connection);
  return rows.map(({ userId }) => userId);
}

/**
 * Whether this transaction is the one that sends mails of this person, until it ends; whoever dies with it lets go. Sending
 * may take long: the database is not to end the transaction meanwhile.
 */
export async function takeTurn(tx: Tx, userId: string, service: boolean): Promise<boolean> {
  await sql`set local idle_in_transaction_session_timeout = '5min'`.execute(tx);
  const { rows } = await sql<{ taken: boolean }>`
    select pg_try_advisory_xact_lock(hashtextextended(${`mails ${service} ${userId}`}, 0)) as taken`.execute(
    tx,
  );
  return rows[0]?.taken === true;
}

/** What is noted from here on can be undone without letting go of the turn, also after a statement that failed. */
export async function markTurn(tx: Tx): Promise<void> {
  await sql`savepoint turn`.execute(tx);
}

/** Throws where the connection is lost: then all of the transaction is undone. */
export async function undoSinceMark(tx: Tx): Promise<void> {
  await sql`rollback to savepoint turn`.execute(tx);
}

export interface DueMail extends NotificationRow {
  readonly service: boolean;
  readonly tries: number;
}

/** The next mail of a person: in order within a mission, so none while an earlier one of its mission waits to be tried again. */
export async function nextMail(tx: Tx, userId: string, service: boolean): Promise<DueMail | null> {
  const { rows } = await sql<DueMail>`
    select ${notificationColumns}, n.service, n.mail_tries as tries
    from ${withReads}
    where n.user_id = ${userId} and n.service = ${service} and n.mail_due_at <= clock_timestamp()
      and not exists (
        select from notifications earlier
        where earlier.user_id = ${userId} and earlier.mail_due_at > clock_timestamp() and earlier.service = ${service}
          and earlier.mission_id is not distinct from n.mission_id
          and (earlier.created_at, earlier.id) < (n.created_at, n.id))
    order by n.created_at, n.id limit 1`.execute(tx);
  return rows[0] ?? null;
}

/** A mail server has it, once the transaction commits. */
export async function noteMailed(tx: Tx, id: string): Promise<void> {
  await sql`
    update notifications set mail_due_at = null, mailed_at = clock_timestamp() where id = ${id}`.execute(tx);
}

/** It is not mailed by itself: it joins the digest, or stays on the page alone. */
export async function noteNotMailed(tx: Tx, id: string, delivery: "digest" | "none"): Promise<void> {
  await sql`update notifications set mail_due_at = null, delivery = ${delivery} where id = ${id}`.execute(tx);
}

const LONGEST_WAIT_SECONDS = 600;

/** Tried again after a wait that doubles from ten seconds to ten minutes, for as long as it takes. */
export async function noteFailure(tx: Tx, { id, tries }: Pick<DueMail, "id" | "tries">): Promise<void> {
  const seconds = Math.min(10 * 2 ** Math.min(tries, 10), LONGEST_WAIT_SECONDS);
  await sql`
    update notifications set mail_tries = least(mail_tries + 1, 100),
      mail_due_at = clock_timestamp() + make_interval(secs => ${seconds})
    where id = ${id}`.execute(tx);
}

/** What of this person's wishes and past decides about an optional mail. */
export async function mailStanding(
  tx: Tx,
  userId: string,
  kind: string,
): Promise<{
  readonly chosen: "instant" | "digest" | "off" | null;
  readonly sentToday: number;
  readonly stopped: boolean;
}> {
  const { rows } = await sql<{
    chosen: "instant" | "digest" | "off" | null;
    sentToday: number;
    stopped: boolean;
  }>`
    select (select mail from notification_preferences where user_id = ${userId} and kind = ${kind}) as chosen,
      (select count(*) from notifications
        where user_id = ${userId} and not service and mailed_at > clock_timestamp() - interval '24 hours'
          and delivery = 'instant') as "sentToday",
      exists (select from mail_refusals where user_id = ${userId} and stopped_at is not null) as stopped`.execute(
    tx,
  );
  return rows[0] as { chosen: "instant" | "digest" | "off" | null; sentToday: number; stopped: boolean };
}

/** Refused so often in a row, an address gets no optional mails any more. */
export const REFUSALS_THAT_STOP = 2;

export async function noteRefusal(tx: Tx, userId: string): Promise<void> {
  await sql`
    insert into mail_refusals as r (user_id, refusals) values (${userId}, 1)
    on conflict (user_id) do update set refusals = least(r.refusals + 1, 100),
      stopped_at = case when r.refusals + 1 >= ${REFUSALS_THAT_STOP} then coalesce(r.stopped_at, clock_timestamp()) end`.execute(
    tx,
  );
}

/** It was taken, or the address is another one. */
export async function forgetRefusals(tx: Tx, userId: string): Promise<void> {
  await sql`delete from mail_refusals where user_id = ${userId}`.execute(tx);
}
