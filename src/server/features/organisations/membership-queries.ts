import { type RawBuilder, sql } from "kysely";
import type { PartyRole, UserActor } from "../../core/actor.ts";
import { AppError } from "../../core/errors.ts";
import { batch } from "../../platform/database/batch.ts";
import type { Connection, Tx } from "../../platform/database/database.ts";
import { invalidateOnCommit } from "../../platform/database/invalidations.ts";
import { personTag } from "../../platform/live/person-tag.ts";

/** Joins the membership by which an account acts for a party, under the name `acting`. */
export const actingMembership = (userId: RawBuilder<unknown>, partyId: RawBuilder<unknown>) =>
  sql`left join memberships acting on acting.party_id = ${partyId} and acting.user_id = ${userId}`;

/** Every party that shares a member with this one, itself included: a list to compare with. */
export const relatedParties = (partyId: string) =>
  sql`(select theirs.party_id from memberships mine join memberships theirs on theirs.user_id = mine.user_id
    where mine.party_id = ${partyId})`;

/** What somebody of this party has left: each such party as `party_id`, and `until` when its things could be read. */
export const leftByMembersOf = (partyId: string) =>
  sql`(select past.party_id, past.until from memberships mine join former_memberships past on past.user_id = mine.user_id
    where mine.party_id = ${partyId})`;

/** What this user has left, in the same form. */
export const leftBy = (userId: string) =>
  sql`(select past.party_id, past.until from former_memberships past where past.user_id = ${userId})`;

/**
 * All pairs of parties that share a member, or one that left the other, each both ways: `one` and what it had before
 * `one_before` with `other` and what that had before `other_before`. Own parties share none among them.
 */
export const relatedPairs = sql`
  select pair.one, pair.other, max(pair.one_before) as one_before, max(pair.other_before) as other_before
  from (
    select inside.party_id, inside.user_id, 'infinity'::timestamptz as until
    from organisations o join memberships inside on inside.party_id = o.party_id
    union all
    select party_id, user_id, until from former_memberships
  ) inside
  join memberships besides on besides.user_id = inside.user_id and besides.party_id <> inside.party_id
  cross join lateral (values
    (inside.party_id, besides.party_id, inside.until, 'infinity'::timestamptz),
    (besides.party_id, inside.party_id, 'infinity'::timestamptz, inside.until)
  ) as pair (one, other, one_before, other_before)
  group by pair.one, pair.other`;

/** The users who own a party. */
export const ownersOf = (partyId: RawBuilder<unknown>) =>
  sql`(select owner.user_id from memberships owner where owner.party_id = ${partyId} and owner.role = 'owner')`;

/** The users who belong to a party, as a list to select from. */
export const membersOf = (partyId: RawBuilder<unknown>) =>
  sql`(select member.user_id from memberships member where member.party_id = ${partyId})`;

/** Every party that this user belongs to. */
export const partiesOf = (userId: string) =>
  sql`(select own.party_id from memberships own where own.user_id = ${userId})`;

/** Everybody who belongs to one of these parties, each with the role in it. */
export async function peopleOf(
  connection: Connection,
  partyIds: readonly string[],
): Promise<{ readonly partyId: string; readonly userId: string; readonly role: PartyRole }[]> {
  const { rows } = await sql<{ partyId: string; userId: string; role: PartyRole }>`
    select party_id as "partyId", user_id as "userId", role from memberships
    where party_id = any(${partyIds}::uuid[])`.execute(connection);
  return rows;
}

/** The same as ids. */
export async function partyIdsOf(connection: Connection, userId: string): Promise<string[]> {
  const { rows } = await sql<{ partyId: string }>`
    select party_id as "partyId" from memberships where user_id = ${userId}`.execute(connection);
  return rows.map(({ partyId }) => partyId);
}

/** The role of a user in a party; null: does not belong to it. */
export async function findRole(
  connection: Connection,
  partyId: string,
  userId: string,
): Promise<PartyRole | null> {
  const { rows } = await sql<{ role: PartyRole }>`
    select role from memberships where party_id = ${partyId} and user_id = ${userId}`.execute(connection);
  return rows[0]?.role ?? null;
}

/** Whether a user belongs to one of these parties. */
export async function belongsToAny(
  connection: Connection,
  userId: string,
  partyIds: readonly string[],
): Promise<boolean> {
  const { rows } = await sql`
    select from memberships where user_id = ${userId} and party_id = any(${partyIds}::uuid[]) limit 1`.execute(
    connection,
  );
  return rows.length > 0;
}

/**
 * Throws `forbidden`, or keeps the actor in its party, in its role, until the transaction ends. For what puts something
 * new on the market: who removes the actor, or dissolves the party, then finds it there. The organisation is held first:
 * who joins it, or joins another while belonging to it, has come before or comes after. Asked before a mission is locked.
 */
export async function lockMembership(tx: Tx, actor: UserActor): Promise<void> {
  if (actor.partyId === actor.ownPartyId) return;
  const { membership } = await batch(tx, {
    organisation: () =>
      sql`select from organisations where party_id = ${actor.partyId} for share`.execute(tx),
    membership: () =>
      sql`
        select from memberships
        where party_id = ${actor.partyId} and user_id = ${actor.userId} and role = ${actor.partyRole}
        for share`.execute(tx),
  });
  if (membership.rows.length === 0) throw new AppError("forbidden");
}

export interface MemberRow {
  readonly userId: string;
  readonly displayName: string;
  readonly role: PartyRole;
  readonly since: Date;
  readonly suspended: boolean;
}

const memberColumns = sql`
  m.user_id as "userId", own.display_name as "displayName", m.role, m.since,
  account.suspended_at is not null as suspended`;
const memberJoins = sql`
  memberships m join users account on account.id = m.user_id join parties own on own.id = account.party_id`;

export async function listMembers(
  connection: Connection,
  partyId: string,
  page: { beforeId: string | null; limit: number },
): Promise<MemberRow[]> {
  const { rows } = await sql<MemberRow>`
    select ${memberColumns} from ${memberJoins}
    where m.party_id = ${partyId}
      ${page.beforeId === null ? sql`` : sql`and m.user_id < ${page.beforeId}`}
    order by m.user_id desc limit ${page.limit}`.execute(connection);
  return rows;
}

export async function findMember(
  connection: Connection,
  partyId: string,
  userId: string,
): Promise<MemberRow | null> {
  const { rows } = await sql<MemberRow>`
    select ${memberColumns} from ${memberJoins}
    where m.party_id = ${partyId} and m.user_id = ${userId}`.execute(connection);
  return rows[0] ?? null;
}

export async function insertMember(tx: Tx, partyId: string, userId: string, role: PartyRole): Promise<void> {
  await sql`
    insert into memberships (party_id, user_id, role) values (${partyId}, ${userId}, ${role})`.execute(tx);
}

export async function updateRole(tx: Tx, partyId: string, userId: string, role: PartyRole): Promise<void> {
  invalidateOnCommit(tx, personTag(userId, "session"));
  await sql`
    update memberships set role = ${role} where party_id = ${partyId} and user_id = ${userId}`.execute(tx);
}

/** Remembers that they were there: what they could read, they know. */
export async function deleteMember(tx: Tx, partyId: string, userId: string): Promise<void> {
  invalidateOnCommit(tx, personTag(userId, "session"));
  await sql`
    with gone as (delete from memberships where party_id = ${partyId} and user_id = ${userId} returning party_id, user_id)
    insert into former_memberships (party_id, user_id) select party_id, user_id from gone
    on conflict (party_id, user_id) do update set until = excluded.until`.execute(tx);
}

/** The last ones of an account that is no more, which nobody needs to remember. */
export async function deleteMembershipsOf(tx: Tx, userId: string): Promise<void> {
  await sql`delete from memberships where user_id = ${userId}`.execute(tx);
}

export const FORMER_MEMBERSHIPS_KEPT = "14 months";

/** Forgets who left so long ago that no auction of that time is open any more; returns how many. */
export async function deleteOldFormerMemberships(tx: Tx, limit: number): Promise<number> {
  const { numAffectedRows } = await sql`
    delete from former_memberships where (party_id, user_id) in (
      select party_id, user_id from former_memberships
      where until < clock_timestamp() - ${FORMER_MEMBERSHIPS_KEPT}::interval order by until limit ${limit})`.execute(
    tx,
  );
  return Number(numAffectedRows ?? 0);
}

/** Returns whose they were. */
export async function deleteMembers(tx: Tx, partyId: string): Promise<string[]> {
  const { rows } = await sql<{ userId: string }>`
    delete from memberships where party_id = ${partyId} returning user_id as "userId"`.execute(tx);
  for (const { userId } of rows) invalidateOnCommit(tx, personTag(userId, "session"));
  return rows.map(({ userId }) => userId);
}

/** Owners who can act: a suspended account cannot. */
export async function countOwners(tx: Tx, partyId: string): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    select count(*) as n from memberships m join users account on account.id = m.user_id
    where m.party_id = ${partyId} and m.role = 'owner' and account.suspended_at is null`.execute(tx);
  return rows[0]?.n ?? 0;
}

/** The organisations that this user owns, in the order in which they are locked. */
export async function organisationsOwnedBy(tx: Tx, userId: string): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select m.party_id as id from memberships m join organisations o on o.party_id = m.party_id
    where m.user_id = ${userId} and m.role = 'owner' and o.dissolved_at is null
    order by m.party_id`.execute(tx);
  return rows.map(({ id }) => id);
}
