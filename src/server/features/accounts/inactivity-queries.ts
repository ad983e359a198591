import { sql } from "kysely";
import type { Connection, Tx } from "../../platform/database/database.ts";

/** CNIL: an account that nobody uses is not kept for ever; two years, its owner being told before. */
export const INACTIVE_AFTER = "2 years";
/** How long before the end the first and the second mail leave. */
export const WARNED_BEFORE = { 1: "30 days", 2: "7 days" } as const;
export type Warning = keyof typeof WARNED_BEFORE;

declare module "../../platform/database/schema.ts" {
  interface Tables {
    inactivity_warnings: { user_id: string; number: number; warned_at: Date };
  }
}

/** Somebody is signed in today. One row at most a day: what is so already is not written. */
export async function noteSeen(tx: Tx, userId: string): Promise<void> {
  await sql`
    update users set last_seen_on = current_date where id = ${userId} and last_seen_on < current_date`.execute(
    tx,
  );
}

/** Whoever has signed in since begins anew; returns how many warnings are void. */
export async function forgetVoidWarnings(tx: Tx): Promise<number> {
  const { numAffectedRows } = await sql`
    delete from inactivity_warnings w using users u
    where u.id = w.user_id and u.last_seen_on >= (w.warned_at at time zone 'UTC')::date`.execute(tx);
  return Number(numAffectedRows ?? 0n);
}

/**
 * Accounts that nobody has used for so long that this warning is due, the longest unused first. Who looks after the site is
 * not among them. The second comes when the first is old enough for the time between them.
 */
export async function accountsToWarn(
  connection: Connection,
  number: Warning,
  limit: number,
): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select u.id from users u
    where u.erased_at is null and not roles && '{moderator,admin}'
      and u.last_seen_on < current_date - ${INACTIVE_AFTER}::interval + ${WARNED_BEFORE[number]}::interval
      and not exists (select from inactivity_warnings w where w.user_id = u.id and w.number = ${number})
      and (${number} = 1 or exists (
        select from inactivity_warnings w where w.user_id = u.id and w.number = 1
          and w.warned_at <= clock_timestamp() - (${WARNED_BEFORE[1]}::interval - ${WARNED_BEFORE[2]}::interval)))
    order by u.last_seen_on, u.id limit ${limit}`.execute(connection);
  return rows.map(({ id }) => id);
}

/** false: it was given meanwhile. */
export async function noteWarning(tx: Tx, userId: string, number: Warning): Promise<boolean> {
  const { numAffectedRows } = await sql`
    insert into inactivity_warnings (user_id, number) values (${userId}, ${number})
    on conflict do nothing`.execute(tx);
  return numAffectedRows === 1n;
}

/** Their time is over, and their owner was told twice, the last time long enough ago. */
const ended = sql`u.erased_at is null and u.last_seen_on < current_date - ${INACTIVE_AFTER}::interval
  and exists (select from inactivity_warnings w where w.user_id = u.id and w.number = 2
    and w.warned_at <= clock_timestamp() - ${WARNED_BEFORE[2]}::interval)`;

/** Such accounts behind `after`, by their ids. */
export async function accountsToEnd(
  connection: Connection,
  after: string | null,
  limit: number,
): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select u.id from users u where ${ended} and (${after}::uuid is null or u.id > ${after})
    order by u.id limit ${limit}`.execute(connection);
  return rows.map(({ id }) => id);
}

/** Whether it still is one: its row is locked, and somebody may have signed in before. */
export async function isToEnd(tx: Tx, userId: string): Promise<boolean> {
  const { rows } = await sql`select from users u where u.id = ${userId} and ${ended}`.execute(tx);
  return rows.length > 0;
}
