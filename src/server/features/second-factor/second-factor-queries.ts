import { type ColumnType, type Generated, sql } from "kysely";
import type { Connection, Tx } from "../../platform/database/database.ts";

declare module "../../platform/database/schema.ts" {
  interface Tables {
    totp_secrets: {
      user_id: string;
      sealed_secret: Buffer;
      confirmed_at: Date | null;
      last_step: Generated<number>;
      created_at: ColumnType<Date, never, never>;
    };
    recovery_codes: { user_id: string; code_hash: Buffer; used_at: Date | null };
  }
}

export interface KeptSecret {
  readonly sealed: Buffer;
  readonly confirmed: boolean;
  /** The database's clock, in seconds since 1970. */
  readonly now: number;
}

const secrets = (connection: Connection, userId: string) =>
  connection
    .selectFrom("totp_secrets")
    .select([
      "sealed_secret as sealed",
      sql<boolean>`confirmed_at is not null`.as("confirmed"),
      sql<number>`extract(epoch from clock_timestamp())::float8`.as("now"),
    ])
    .where("user_id", "=", userId);

export async function findSecret(connection: Connection, userId: string): Promise<KeptSecret | null> {
  return (await secrets(connection, userId).executeTakeFirst()) ?? null;
}

/** As `findSecret`; nobody changes it until the transaction ends. */
export async function lockSecret(tx: Tx, userId: string): Promise<KeptSecret | null> {
  return (await secrets(tx, userId).forUpdate().executeTakeFirst()) ?? null;
}

/** Keeps a secret that waits for its confirmation, in the place of another that does; false: one is confirmed. */
export async function keepPendingSecret(tx: Tx, userId: string, sealed: Buffer): Promise<boolean> {
  const { numAffectedRows } = await sql`
    insert into totp_secrets (user_id, sealed_secret) values (${userId}, ${sealed})
    on conflict (user_id) do update set sealed_secret = excluded.sealed_secret
    where totp_secrets.confirmed_at is null
  `.execute(tx);
  return numAffectedRows === 1n;
}

export async function confirmSecret(tx: Tx, userId: string, step: number): Promise<void> {
  await tx
    .updateTable("totp_secrets")
    .set({ confirmed_at: sql<Date>`clock_timestamp()`, last_step: step })
    .where("user_id", "=", userId)
    .execute();
}

/** Uses a time step up; false when it, or a later one, was used before. Of several at once one gets true. */
export async function takeStep(connection: Connection, userId: string, step: number): Promise<boolean> {
  const { numUpdatedRows } = await connection
    .updateTable("totp_secrets")
    .set({ last_step: step })
    .where("user_id", "=", userId)
    .where("confirmed_at", "is not", null)
    .where("last_step", "<", step)
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}

export async function deleteSecret(tx: Tx, userId: string): Promise<void> {
  await tx.deleteFrom("recovery_codes").where("user_id", "=", userId).execute();
  await tx.deleteFrom("totp_secrets").where("user_id", "=", userId).execute();
}

export async function replaceRecoveryCodes(tx: Tx, userId: string, hashes: readonly Buffer[]): Promise<void> {
  await tx.deleteFrom("recovery_codes").where("user_id", "=", userId).execute();
  await sql`
    insert into recovery_codes (user_id, code_hash) select ${userId}, unnest(${hashes}::bytea[])
  `.execute(tx);
}

/** Uses a recovery code up; false when it is unknown or was used. Of several at once one gets true. */
export async function takeRecoveryCode(tx: Tx, userId: string, hash: Buffer): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable("recovery_codes")
    .set({ used_at: sql<Date>`clock_timestamp()` })
    .where("user_id", "=", userId)
    .where("code_hash", "=", hash)
    .where("used_at", "is", null)
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}

export async function countRecoveryCodes(connection: Connection, userId: string): Promise<number> {
  const { left } = await connection
    .selectFrom("recovery_codes")
    .select(({ fn }) => fn.countAll<number>().as("left"))
    .where("user_id", "=", userId)
    .where("used_at", "is", null)
    .executeTakeFirstOrThrow();
  return left;
}

/** Whose secrets' sealing does not begin with the key's id: at most `limit`, in order, behind the user `after`. */
export async function usersUnderOtherKeys(
  connection: Connection,
  keyId: Buffer,
  after: string | null,
  limit: number,
): Promise<string[]> {
  const { rows } = await sql<{ userId: string }>`
    select user_id as "userId" from totp_secrets
    where substring(sealed_secret from 1 for ${keyId.length}::integer) <> ${keyId}
      and (${after}::uuid is null or user_id > ${after}::uuid)
    order by user_id limit ${limit}
  `.execute(connection);
  return rows.map(({ userId }) => userId);
}

/** A secret, locked; null when somebody else holds it or it is gone. */
export async function lockSealing(tx: Tx, userId: string): Promise<Buffer | null> {
  const { rows } = await sql<{ sealed: Buffer }>`
    select sealed_secret as sealed from totp_secrets where user_id = ${userId} for update skip locked
  `.execute(tx);
  return rows[0]?.sealed ?? null;
}

export async function replaceSealing(tx: Tx, userId: string, sealed: Buffer): Promise<void> {
  await tx.updateTable("totp_secrets").set({ sealed_secret: sealed }).where("user_id", "=", userId).execute();
}
