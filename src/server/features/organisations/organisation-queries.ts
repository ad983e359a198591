import { type ColumnType, type Generated, type RawBuilder, sql } from "kysely";
import type { PartyRole } from "../../core/actor.ts";
import type { Connection, Tx } from "../../platform/database/database.ts";
import { partiesOf } from "./membership-queries.ts";
import type { PartyRow } from "./organisation.ts";

declare module "../../platform/database/schema.ts" {
  interface Tables {
    organisations: {
      party_id: string;
      custody_since: Date | null;
      dissolved_at: Date | null;
      founded_by: string | null;
    };
    memberships: {
      party_id: string;
      user_id: string;
      role: PartyRole;
      since: ColumnType<Date, never, never>;
    };
    invitations: {
      id: Generated<string>;
      party_id: string;
      email_key: string;
      role: PartyRole;
      locale: "fr" | "en";
      token_hash: Buffer | null;
      invited_by: string;
      created_at: ColumnType<Date, never, never>;
      expires_at: Date;
      accepted_at: Date | null;
      revoked_at: Date | null;
    };
  }
}

async function partyRows(
  connection: Connection,
  userId: string,
  which: RawBuilder<unknown>,
): Promise<PartyRow[]> {
  const { rows } = await sql<PartyRow>`
    select p.id, p.kind, p.display_name as "displayName", p.created_at as "createdAt",
      o.party_id is not null as organisation, o.custody_since as "custodySince", o.dissolved_at as "dissolvedAt",
      (select count(*) from memberships every where every.party_id = p.id) as "memberCount", mine.role
    from parties p
    left join organisations o on o.party_id = p.id
    left join memberships mine on mine.party_id = p.id and mine.user_id = ${userId}
    ${which}`.execute(connection);
  return rows;
}

/** As this user finds it, whether it belongs to it or not; null: there is no such party. */
export async function findParty(
  connection: Connection,
  id: string,
  userId: string,
): Promise<PartyRow | null> {
  return (await partyRows(connection, userId, sql`where p.id = ${id}`))[0] ?? null;
}

/** Those that a user belongs to, the own one first. */
export const listPartiesOf = (connection: Connection, userId: string): Promise<PartyRow[]> =>
  partyRows(
    connection,
    userId,
    sql`where p.id in (select belongs.party_id from memberships belongs where belongs.user_id = ${userId})
      order by o.party_id is not null, p.id`,
  );

/** Those without an owner, the last made first. */
export const listInCustody = (
  connection: Connection,
  userId: string,
  page: { beforeId: string | null; limit: number },
): Promise<PartyRow[]> =>
  partyRows(
    connection,
    userId,
    sql`where o.custody_since is not null
      ${page.beforeId === null ? sql`` : sql`and o.party_id < ${page.beforeId}`}
      order by o.party_id desc limit ${page.limit}`,
  );

/** How many organisations a user belongs to. The account is locked, so that none is added meanwhile. */
export async function countOrganisationsOf(tx: Tx, userId: string): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    select count(*) as n from memberships m join organisations o on o.party_id = m.party_id
    where m.user_id = ${userId}`.execute(tx);
  return rows[0]?.n ?? 0;
}

/** How many a user founded in the last 24 hours, those that are dissolved among them. The account is locked. */
export async function countFoundedToday(tx: Tx, userId: string): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    select count(*) as n from organisations o join parties p on p.id = o.party_id
    where o.founded_by = ${userId} and p.created_at > clock_timestamp() - interval '24 hours'`.execute(tx);
  return rows[0]?.n ?? 0;
}

export async function insertOrganisation(tx: Tx, partyId: string, foundedBy: string): Promise<void> {
  await sql`insert into organisations (party_id, founded_by) values (${partyId}, ${foundedBy})`.execute(tx);
}

/**
 * Locks an organisation until the transaction ends: who belongs to it, and as what, is changed by one after another.
 * false: there is none of this id, or no longer.
 */
export async function lockOrganisation(tx: Tx, partyId: string): Promise<boolean> {
  const { rows } = await sql`
    select from organisations where party_id = ${partyId} and dissolved_at is null for update`.execute(tx);
  return rows.length > 0;
}

/** The same for all that a user belongs to and one more, in the order of their ids; returns which are locked. */
export async function lockOrganisationsOf(tx: Tx, userId: string, andAlso: string): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select party_id as id from organisations
    where (party_id = ${andAlso} or party_id in ${partiesOf(userId)}) and dissolved_at is null
    order by party_id for update`.execute(tx);
  return rows.map(({ id }) => id);
}

/** Parties that are dissolved, at most `limit` in the order of their ids, behind `after`. */
export async function dissolvedParties(
  connection: Connection,
  after: string | null,
  limit: number,
): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select party_id as id from organisations
    where dissolved_at is not null and (${after}::uuid is null or party_id > ${after})
    order by party_id limit ${limit}`.execute(connection);
  return rows.map(({ id }) => id);
}

export async function isDissolved(connection: Connection, partyId: string): Promise<boolean> {
  const { rows } = await sql`
    select from organisations where party_id = ${partyId} and dissolved_at is not null`.execute(connection);
  return rows.length > 0;
}

export async function setCustody(tx: Tx, partyId: string, inCustody: boolean): Promise<void> {
  await sql`
    update organisations set custody_since = case when ${inCustody}::boolean then clock_timestamp() end
    where party_id = ${partyId}`.execute(tx);
}

export async function setDissolved(tx: Tx, partyId: string): Promise<void> {
  await sql`
    update organisations set dissolved_at = clock_timestamp(), custody_since = null
    where party_id = ${partyId}`.execute(tx);
}
