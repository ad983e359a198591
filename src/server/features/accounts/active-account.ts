import { sql } from "kysely";
import type { UserActor } from "../../core/actor.ts";
import { AppError } from "../../core/errors.ts";
import type { Tx } from "../../platform/database/database.ts";

/**
 * Throws `suspended`, or keeps the account from being suspended until the transaction ends. For what puts
 * something new on the market: whoever suspends the account then finds it there. Asked before a mission is
 * locked, as a suspension does, so that neither waits for the other in a circle.
 */
export async function lockActiveAccount(tx: Tx, actor: UserActor): Promise<void> {
  const { rows } = await sql`
    select from users where id = ${actor.userId} and suspended_at is null for share`.execute(tx);
  if (rows.length === 0) throw new AppError("suspended");
}
