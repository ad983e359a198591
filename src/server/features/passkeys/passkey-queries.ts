import { type ColumnType, type Generated, sql } from "kysely";
import type { Connection, Tx } from "../../platform/database/database.ts";

declare module "../../platform/database/schema.ts" {
  interface Tables {
    passkeys: {
      id: Generated<string>;
      user_id: string;
      credential_id: Buffer;
      public_key: Buffer;
      counter: number;
      transports: string[];
      backed_up: boolean;
      name: string;
      created_at: ColumnType<Date, never, never>;
      last_used_at: Date | null;
    };
  }
}

/** What an authenticator answered with when it made a passkey. */
export interface MadeCredential {
  readonly credentialId: Buffer;
  /** COSE (RFC 9052). */
  readonly publicKey: Buffer;
  readonly counter: number;
  readonly transports: readonly string[];
  readonly backedUp: boolean;
}

export interface PasskeyRow {
  readonly id: string;
  readonly name: string;
  readonly createdAt: Date;
  readonly lastUsedAt: Date | null;
  readonly backedUp: boolean;
}

const COLUMNS = [
  "id",
  "name",
  "created_at as createdAt",
  "last_used_at as lastUsedAt",
  "backed_up as backedUp",
] as const;

/** Newest first. */
export function findPasskeysOf(connection: Connection, userId: string): Promise<PasskeyRow[]> {
  const query = connection.selectFrom("passkeys").select(COLUMNS).where("user_id", "=", userId);
  return query.orderBy("created_at", "desc").orderBy("id", "desc").execute();
}

export interface CredentialName {
  readonly credentialId: Buffer;
  readonly transports: string[];
}

export function findCredentialNames(connection: Connection, userId: string): Promise<CredentialName[]> {
  return connection
    .selectFrom("passkeys")
    .select(["credential_id as credentialId", "transports"])
    .where("user_id", "=", userId)
    .execute();
}

/** Violates `passkeys_credential_known` when anybody has that credential; null beyond `most` of one user. */
export async function insertPasskey(
  tx: Tx,
  userId: string,
  name: string,
  made: MadeCredential,
  most: number,
): Promise<PasskeyRow | null> {
  // One at a time for an account, so that they can be counted.
  await sql`select from users where id = ${userId} for no key update`.execute(tx);
  const { rows } = await sql<PasskeyRow>`
    insert into passkeys (user_id, credential_id, public_key, counter, transports, backed_up, name)
    select ${userId}, ${made.credentialId}, ${made.publicKey}, ${made.counter},
      ${made.transports}::text[], ${made.backedUp}, ${name}
    where (select count(*) from passkeys where user_id = ${userId}) < ${most}
    returning id, name, created_at as "createdAt", last_used_at as "lastUsedAt", backed_up as "backedUp"
  `.execute(tx);
  return rows[0] ?? null;
}

/** false when the user has none of that id. */
export async function deletePasskey(tx: Tx, userId: string, id: string): Promise<boolean> {
  const query = tx.deleteFrom("passkeys").where("id", "=", id).where("user_id", "=", userId);
  return (await query.executeTakeFirst()).numDeletedRows === 1n;
}

export interface KnownCredential {
  readonly id: string;
  readonly userId: string;
  readonly publicKey: Buffer;
  readonly counter: number;
}

export async function findCredential(
  connection: Connection,
  credentialId: Buffer,
): Promise<KnownCredential | null> {
  const row = await connection
    .selectFrom("passkeys")
    .select(["id", "user_id as userId", "public_key as publicKey", "counter"])
    .where("credential_id", "=", credentialId)
    .executeTakeFirst();
  return row ?? null;
}

/** Notes a use; false when its counter does not go up, which authenticators without one (0) are spared. */
export async function usePasskey(
  tx: Tx,
  id: string,
  use: { readonly counter: number; readonly backedUp: boolean },
): Promise<boolean> {
  const { numAffectedRows } = await sql`
    update passkeys set counter = ${use.counter}, backed_up = ${use.backedUp}, last_used_at = clock_timestamp()
    where id = ${id} and (counter < ${use.counter} or (counter = 0 and ${use.counter}::bigint = 0))
  `.execute(tx);
  return numAffectedRows === 1n;
}
