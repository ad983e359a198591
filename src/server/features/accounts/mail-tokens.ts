import { createHash, randomBytes } from "node:crypto";
import { type ColumnType, type Generated, sql } from "kysely";
import type { Tx } from "../../platform/database/database.ts";

export type MailTokenPurpose = "verify_email" | "reset_password" | "change_email";

declare module "../../platform/database/schema.ts" {
  interface Tables {
    mail_tokens: {
      token_hash: Buffer;
      user_id: string;
      purpose: MailTokenPurpose;
      email: string;
      created_at: ColumnType<Date, never, never>;
      expires_at: Date;
      used_at: Generated<Date | null>;
    };
  }
}

/** 256 random bits: a plain SHA-256 is enough to keep, there is nothing to guess. */
const hashOf = (token: string) => createHash("sha256").update(token).digest();

export interface MailToken {
  readonly userId: string;
  readonly purpose: MailTokenPurpose;
  /** The address that it was sent to. */
  readonly email: string;
}

/** A new single-use token, which exists in the mail alone: the database keeps its hash. */
export async function makeMailToken(tx: Tx, about: MailToken, validHours: number): Promise<string> {
  const token = randomBytes(32).toString("base64url");
  await tx
    .insertInto("mail_tokens")
    .values({
      token_hash: hashOf(token),
      user_id: about.userId,
      purpose: about.purpose,
      email: about.email,
      expires_at: sql<Date>`clock_timestamp() + make_interval(hours => ${validHours})`,
    })
    .execute();
  return token;
}

/** Uses the token up; null when it is unknown, used, too old or for something else. */
export async function takeMailToken(
  tx: Tx,
  token: string,
  purpose: MailTokenPurpose,
): Promise<{ userId: string; email: string } | null> {
  const taken = await tx
    .updateTable("mail_tokens")
    .set({ used_at: sql<Date>`clock_timestamp()` })
    .where("token_hash", "=", hashOf(token))
    .where("purpose", "=", purpose)
    .where("used_at", "is", null)
    .where("expires_at", ">", sql<Date>`clock_timestamp()`)
    .returning(["user_id as userId", "email"])
    .executeTakeFirst();
  return taken ?? null;
}

export async function forgetMailTokens(tx: Tx, userId: string, purpose: MailTokenPurpose): Promise<void> {
  await tx.deleteFrom("mail_tokens").where("user_id", "=", userId).where("purpose", "=", purpose).execute();
}

/** Deletes at most `limit` tokens that are too old to be used; returns how many. */
export async function deleteExpiredMailTokens(tx: Tx, limit: number): Promise<number> {
  const { numAffectedRows } = await sql`
    delete from mail_tokens where ctid = any(array(
      select ctid from mail_tokens where expires_at < clock_timestamp() limit ${limit}
    ))
  `.execute(tx);
  return Number(numAffectedRows ?? 0n);
}
