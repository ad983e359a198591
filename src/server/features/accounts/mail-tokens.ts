import { createHash, randomBytes } from "node:crypto";
import { type ColumnType, type Generated, sql } from "kysely";
import { heldMs, type Origin } from "../../core/actor.ts";
import type { Connection, Tx } from "../../platform/database/database.ts";

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

/**
 * A new single-use token, which exists in the mail alone: the database keeps its hash. Older ones of
 * the purpose are void from now on, which takes the account's lock.
 */
export async function makeMailToken(tx: Tx, about: MailToken, validHours: number): Promise<string> {
  await forgetMailTokens(tx, about.userId, about.purpose);
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

/** For how many milliseconds it has been too old, negative before. */
const LATE_MS = sql<number>`(extract(epoch from clock_timestamp() - expires_at) * 1000)::float8`;

/**
 * What a token that could still be used when `origin` came in is about; null when it is unknown, used, too old or for
 * something else.
 */
export async function findMailToken(
  connection: Connection,
  token: string,
  purposes: readonly MailTokenPurpose[],
  origin: Pick<Origin, "arrivedAt">,
): Promise<MailToken | null> {
  const found = await connection
    .selectFrom("mail_tokens")
    .select(["user_id as userId", "purpose", "email", LATE_MS.as("lateMs")])
    .where("token_hash", "=", hashOf(token))
    .where("purpose", "in", purposes)
    .where("used_at", "is", null)
    .executeTakeFirst();
  if (found === undefined || found.lateMs > heldMs(origin)) return null;
  const { userId, purpose, email } = found;
  return { userId, purpose, email };
}

/**
 * Uses the token up, under the account's lock; false when another was faster or its time had come when `origin` came
 * in.
 */
export async function takeMailToken(
  tx: Tx,
  token: string,
  origin: Pick<Origin, "arrivedAt">,
): Promise<boolean> {
  const taken = await tx
    .updateTable("mail_tokens")
    .set({ used_at: sql<Date>`clock_timestamp()` })
    .where("token_hash", "=", hashOf(token))
    .where("used_at", "is", null)
    .returning(LATE_MS.as("lateMs"))
    .executeTakeFirst();
  return taken !== undefined && taken.lateMs <= heldMs(origin);
}

/** Makes the account's tokens of one purpose void, or all of them. */
export async function forgetMailTokens(tx: Tx, userId: string, purpose?: MailTokenPurpose): Promise<void> {
  const all = tx.deleteFrom("mail_tokens").where("user_id", "=", userId);
  await (purpose === undefined ? all : all.where("purpose", "=", purpose)).execute();
}

/** Deletes at most `limit` tokens that are too old to be used; returns how many. */
export async function deleteExpiredMailTokens(tx: Tx, limit: number): Promise<number> {
  const { numAffectedRows } = await sql`
    delete from mail_tokens where ctid = any(array(
      select ctid from mail_tokens where expires_at < clock_timestamp() limit ${limit} for update skip locked
    ))
  `.execute(tx);
  return Number(numAffectedRows ?? 0n);
}
