import { sql } from "kysely";
import type { UserActor } from "../../core/actor.ts";
import { AppError } from "../../core/errors.ts";
import type { Tx } from "../../platform/database/database.ts";
import type { Account } from "./account.ts";
import { lockAccount } from "./account-queries.ts";

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

/**
 * The actor's account, which no other transaction changes until this one ends. Throws `suspended` where it has been
 * suspended since the request was let in.
 */
export async function lockOwnAccount(tx: Tx, actor: UserActor): Promise<Account> {
  const account = await lockAccount(tx, actor.userId);
  if (account === null || account.suspendedAt !== null) throw new AppError("suspended");
  return account;
}

/** Keeps anybody's account as it is, suspended or not, until the transaction ends. Asked before anything else is locked. */
export async function holdAccount(tx: Tx, userId: string): Promise<void> {
  await sql`select from users where id = ${userId} for share`.execute(tx);
}
