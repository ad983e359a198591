import { sql } from "kysely";
import type { Connection, Tx } from "../../platform/database/database.ts";

/** Null: there is no address. */
export async function calendarSince(connection: Connection, userId: string): Promise<Date | null> {
  const { rows } = await sql<{ since: Date }>`
    select created_at as since from calendars where user_id = ${userId}`.execute(connection);
  return rows[0]?.since ?? null;
}

/** In the place of the one before, which leads nowhere from now on. */
export async function putCalendar(tx: Tx, userId: string, secretHash: Buffer): Promise<Date> {
  const { rows } = await sql<{ since: Date }>`
    insert into calendars (user_id, secret_hash) values (${userId}, ${secretHash})
    on conflict (user_id) do update set secret_hash = excluded.secret_hash, created_at = excluded.created_at
    returning created_at as since`.execute(tx);
  return (rows[0] as { since: Date }).since;
}

/** Whether there was one. */
export async function dropCalendar(tx: Tx, userId: string): Promise<boolean> {
  const { numAffectedRows } = await sql`delete from calendars where user_id = ${userId}`.execute(tx);
  return (numAffectedRows ?? 0n) > 0n;
}

export async function userBySecret(connection: Connection, secretHash: Buffer): Promise<string | null> {
  const { rows } = await sql<{ userId: string }>`
    select user_id as "userId" from calendars where secret_hash = ${secretHash}`.execute(connection);
  return rows[0]?.userId ?? null;
}
