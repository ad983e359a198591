import { sql } from "kysely";
import type { Connection, Tx } from "../../platform/database/database.ts";
import { invalidateOnCommit } from "../../platform/database/invalidations.ts";
import { personTag } from "../../platform/live/person-tag.ts";
import { IDLE_DAYS } from "./session-lifetime.ts";

export interface SessionRow {
  readonly id: string;
  readonly createdAt: Date;
  readonly lastUsedAt: Date;
  readonly expiresAt: Date;
  readonly userAgent: string | null;
  readonly address: string | null;
}

const live = sql`
  ended_at is null and expires_at > clock_timestamp()
  and last_used_at > clock_timestamp() - make_interval(days => ${IDLE_DAYS})
`;

/** Those that live, last used first. */
export async function findSessionsOf(
  connection: Connection,
  userId: string,
  limit: number,
): Promise<SessionRow[]> {
  const { rows } = await sql<SessionRow>`
    select id, created_at as "createdAt", last_used_at as "lastUsedAt", expires_at as "expiresAt",
      user_agent as "userAgent", address
    from sessions where user_id = ${userId} and ${live}
    order by last_used_at desc, id desc limit ${limit}
  `.execute(connection);
  return rows;
}

/** Ends one of the user's that lives; false when there is none of that id. */
export async function endOwnSession(
  tx: Tx,
  userId: string,
  sessionId: string,
  reason: string,
): Promise<boolean> {
  invalidateOnCommit(tx, personTag(userId, "session"));
  const { numAffectedRows } = await sql`
    update sessions set ended_at = clock_timestamp(), end_reason = ${reason}
    where id = ${sessionId} and user_id = ${userId} and ${live}
  `.execute(tx);
  return numAffectedRows === 1n;
}

/** Ends those that were used least recently, beyond the first `kept`; their ids. */
export async function endSessionsBeyond(
  tx: Tx,
  userId: string,
  kept: number,
  reason: string,
): Promise<string[]> {
  invalidateOnCommit(tx, personTag(userId, "session"));
  const { rows } = await sql<{ id: string }>`
    update sessions set ended_at = clock_timestamp(), end_reason = ${reason}
    where id = any(array(
      select id from sessions where user_id = ${userId} and ended_at is null
      order by last_used_at desc, id desc offset ${kept}
    ))
    returning id
  `.execute(tx);
  return rows.map(({ id }) => id);
}
