import { type ColumnType, type Generated, sql } from "kysely";
import { AppError } from "../../core/errors.ts";
import type { Connection, Tx } from "../../platform/database/database.ts";
import { violatedConstraint } from "../../platform/database/database-errors.ts";
import { type Account, emailKey } from "./account.ts";

declare module "../../platform/database/schema.ts" {
  interface Tables {
    email_changes: {
      id: Generated<string>;
      user_id: string;
      old_email: string;
      new_email: string;
      created_at: ColumnType<Date, never, never>;
      confirmed_at: Date | null;
    };
  }
}

export interface EmailChange {
  readonly id: string;
  readonly userId: string;
  readonly oldEmail: string;
  readonly newEmail: string;
}

const columns = ["id", "user_id as userId", "old_email as oldEmail", "new_email as newEmail"] as const;

/** In the place of what the account asked for before and has not confirmed. */
export async function insertEmailChange(tx: Tx, account: Account, newEmail: string): Promise<EmailChange> {
  await forgetEmailChange(tx, account.id);
  return tx
    .insertInto("email_changes")
    .values({ user_id: account.id, old_email: account.email, new_email: newEmail })
    .returning(columns)
    .executeTakeFirstOrThrow();
}

export async function findEmailChange(connection: Connection, id: string): Promise<EmailChange | null> {
  const query = connection.selectFrom("email_changes").select(columns).where("id", "=", id);
  return (await query.executeTakeFirst()) ?? null;
}

/** The change that the account asked for last, unless it is confirmed. */
export async function findPendingEmailChange(tx: Tx, userId: string): Promise<EmailChange | null> {
  const query = tx
    .selectFrom("email_changes")
    .select(columns)
    .where("user_id", "=", userId)
    .where("confirmed_at", "is", null);
  return (await query.executeTakeFirst()) ?? null;
}

export async function forgetEmailChange(tx: Tx, userId: string): Promise<void> {
  await tx
    .deleteFrom("email_changes")
    .where("user_id", "=", userId)
    .where("confirmed_at", "is", null)
    .execute();
}

/** Gives the account its new address. Throws `email_taken` when it is somebody else's by now. */
export async function carryOutEmailChange(tx: Tx, change: EmailChange, verified: boolean): Promise<void> {
  await sql`
    with change as (
      update email_changes set confirmed_at = clock_timestamp() where id = ${change.id}
    )
    update users set email = ${change.newEmail}, email_key = ${emailKey(change.newEmail)},
      email_verified_at = case when ${verified}::boolean then clock_timestamp() end,
      version = version + 1, updated_at = clock_timestamp()
    where id = ${change.userId}
  `
    .execute(tx)
    .catch((error: unknown) => {
      throw violatedConstraint(error) === "users_email_taken" ? new AppError("email_taken") : error;
    });
}

export const EMAIL_CHANGES_KEPT = "7 days";

/** Deletes at most `limit` changes of which everyone has been told long since; returns how many. */
export async function deleteOldEmailChanges(tx: Tx, limit: number): Promise<number> {
  const { numAffectedRows } = await sql`
    delete from email_changes where id = any(array(
      select id from email_changes where created_at < clock_timestamp() - ${EMAIL_CHANGES_KEPT}::interval limit ${limit}
      for update skip locked
    ))
  `.execute(tx);
  return Number(numAffectedRows ?? 0n);
}
