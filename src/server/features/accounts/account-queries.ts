import { type ColumnType, type Generated, sql } from "kysely";
import type { Role } from "../../core/actor.ts";
import type { Connection, Tx } from "../../platform/database/database.ts";
import type { Account } from "./account.ts";

/** What a party is; the own party of a user is a person. */
export type PartyKind = "person" | "company" | "association" | "public_body";

type MadeByDatabase = ColumnType<Date, never, never>;

declare module "../../platform/database/schema.ts" {
  interface Tables {
    parties: {
      id: Generated<string>;
      kind: Generated<PartyKind>;
      display_name: string;
      created_at: MadeByDatabase;
    };
    users: {
      id: Generated<string>;
      party_id: string;
      email: string;
      email_key: string;
      email_verified_at: Date | null;
      password_hash: string | null;
      roles: Role[];
      locale: "fr" | "en";
      terms_version: string | null;
      suspended_at: Date | null;
      suspension_reason: string | null;
      erased_at: Date | null;
      version: Generated<number>;
      created_at: MadeByDatabase;
      updated_at: Generated<Date>;
    };
  }
}

function accounts(connection: Connection) {
  return connection
    .selectFrom("users")
    .innerJoin("parties", "parties.id", "users.party_id")
    .where("users.erased_at", "is", null)
    .select([
      "users.id",
      "users.party_id as partyId",
      "users.email",
      "users.email_verified_at as emailVerifiedAt",
      "users.password_hash as passwordHash",
      "parties.display_name as displayName",
      "users.roles",
      "users.locale",
      "users.suspended_at as suspendedAt",
      "users.suspension_reason as suspensionReason",
      "users.version",
      "users.created_at as createdAt",
    ]);
}

export async function findAccount(connection: Connection, userId: string): Promise<Account | null> {
  return (await accounts(connection).where("users.id", "=", userId).executeTakeFirst()) ?? null;
}

export async function findAccountByEmail(connection: Connection, key: string): Promise<Account | null> {
  return (await accounts(connection).where("users.email_key", "=", key).executeTakeFirst()) ?? null;
}

/** How a party is called; null for one that is not there. */
export async function partyName(connection: Connection, partyId: string): Promise<string | null> {
  const party = await connection
    .selectFrom("parties")
    .select("display_name")
    .where("id", "=", partyId)
    .executeTakeFirst();
  return party?.display_name ?? null;
}

/** A party that is nobody's own. */
export async function insertParty(tx: Tx, kind: PartyKind, displayName: string): Promise<string> {
  const { id } = await tx
    .insertInto("parties")
    .values({ kind, display_name: displayName })
    .returning("id")
    .executeTakeFirstOrThrow();
  return id;
}

/** For one that is nobody's own. */
export async function renameParty(tx: Tx, partyId: string, displayName: string): Promise<void> {
  await tx.updateTable("parties").set({ display_name: displayName }).where("id", "=", partyId).execute();
}

/** The account, which no other transaction changes until this one ends. */
export async function lockAccount(tx: Tx, userId: string): Promise<Account | null> {
  const query = accounts(tx).where("users.id", "=", userId).forUpdate("users");
  return (await query.executeTakeFirst()) ?? null;
}

/**
 * The same for who erases it. Rows that name the account may still come: whoever writes one may hold a mission that the
 * erasure waits for, and is not to wait for the erasure.
 */
export async function lockAccountToErase(tx: Tx, userId: string): Promise<Account | null> {
  const query = accounts(tx).where("users.id", "=", userId).forNoKeyUpdate("users");
  return (await query.executeTakeFirst()) ?? null;
}

export interface NewAccount {
  readonly email: string;
  readonly emailKey: string;
  readonly emailVerified: boolean;
  readonly passwordHash: string;
  readonly displayName: string;
  readonly roles: readonly Role[];
  readonly locale: "fr" | "en";
  readonly termsVersion: string | null;
}

/** A user and its own party. Violates `users_email_taken` when the address is known. */
export async function insertAccount(tx: Tx, account: NewAccount): Promise<Account> {
  const { displayName } = account;
  const { rows } = await sql<Omit<Account, "displayName">>`
    with party as (
      insert into parties (display_name) values (${displayName}) returning id
    )
    insert into users (party_id, email, email_key, email_verified_at, password_hash, roles, locale, terms_version)
    select id, ${account.email}, ${account.emailKey},
      case when ${account.emailVerified}::boolean then clock_timestamp() end,
      ${account.passwordHash}, ${account.roles}::text[], ${account.locale}, ${account.termsVersion}
    from party
    returning id, party_id as "partyId", email, email_verified_at as "emailVerifiedAt",
      password_hash as "passwordHash", roles, locale,
      suspended_at as "suspendedAt", suspension_reason as "suspensionReason", version, created_at as "createdAt"
  `.execute(tx);
  return { ...(rows[0] as Omit<Account, "displayName">), displayName };
}

/**
 * Gives an address that nobody has confirmed, and that never signed in, the password of its latest
 * registration: otherwise whoever registers a stranger's address first would keep the password once
 * its owner confirms. Returns the new version, null when nothing was changed.
 */
export async function replaceUnconfirmedPassword(
  tx: Tx,
  userId: string,
  passwordHash: string,
): Promise<number | null> {
  const { rows } = await sql<{ version: number }>`
    update users set password_hash = ${passwordHash}, version = version + 1, updated_at = clock_timestamp()
    where id = ${userId} and email_verified_at is null
      and not exists (select from sessions where user_id = users.id)
    returning version
  `.execute(tx);
  return rows[0]?.version ?? null;
}

export interface ProfileValues {
  readonly displayName: string;
  readonly locale: "fr" | "en";
}

export async function updateProfile(tx: Tx, account: Account, values: ProfileValues): Promise<Account> {
  const { rows } = await sql<{ version: number }>`
    with party as (
      update parties set display_name = ${values.displayName} where id = ${account.partyId}
    )
    update users set locale = ${values.locale}, version = version + 1, updated_at = statement_timestamp()
    where id = ${account.id}
    returning version
  `.execute(tx);
  return { ...account, ...values, version: rows[0]?.version ?? account.version };
}

export async function addRoles(tx: Tx, userId: string, roles: readonly Role[]): Promise<void> {
  await sql`
    update users set
      roles = array(select distinct unnest(roles || ${roles}::text[])),
      version = version + 1, updated_at = clock_timestamp()
    where id = ${userId} and not roles @> ${roles}::text[]
  `.execute(tx);
}

/** Confirms the address on the operator's word, with a password of the operator's. */
export async function vouchFor(tx: Tx, userId: string, passwordHash: string): Promise<void> {
  await sql`
    update users set email_verified_at = clock_timestamp(), password_hash = ${passwordHash},
      version = version + 1, updated_at = clock_timestamp()
    where id = ${userId}
  `.execute(tx);
}

/** Confirms the address of an account that the transaction has locked. */
export async function confirmEmail(tx: Tx, userId: string): Promise<void> {
  await tx
    .updateTable("users")
    .set({ email_verified_at: sql<Date>`coalesce(email_verified_at, clock_timestamp())` })
    .where("id", "=", userId)
    .execute();
}

export async function setPassword(tx: Tx, userId: string, passwordHash: string): Promise<void> {
  await sql`
    update users set password_hash = ${passwordHash}, version = version + 1, updated_at = clock_timestamp()
    where id = ${userId}
  `.execute(tx);
}

/** The hash, which no other transaction changes until this one ends; null where there is none. */
export async function lockPasswordHash(tx: Tx, userId: string): Promise<string | null> {
  const query = tx
    .selectFrom("users")
    .select("password_hash as hash")
    .where("id", "=", userId)
    .forNoKeyUpdate();
  return (await query.executeTakeFirst())?.hash ?? null;
}

/** The same password under another hash, unless it has been changed meanwhile. */
export async function replaceHash(
  connection: Connection,
  userId: string,
  before: string,
  after: string,
): Promise<void> {
  await sql`
    update users set password_hash = ${after} where id = ${userId} and password_hash = ${before}
  `.execute(connection);
}
