import { type ColumnType, type Generated, sql } from "kysely";
import type { PartyRole, Role } from "../../core/actor.ts";
import type { TokenSubject } from "../../http/requests/authentication.ts";
import type { Connection, Tx } from "../../platform/database/database.ts";
import { invalidateOnCommit } from "../../platform/database/invalidations.ts";
import { personTag } from "../../platform/live/person-tag.ts";
import { actingMembership } from "../organisations/index.ts";
import { ABSOLUTE_DAYS, IDLE_DAYS } from "./session-lifetime.ts";

type MadeByDatabase = ColumnType<Date, never, never>;

declare module "../../platform/database/schema.ts" {
  interface Tables {
    sessions: {
      id: Generated<string>;
      user_id: string;
      created_at: MadeByDatabase;
      last_used_at: Generated<Date>;
      expires_at: Date;
      ended_at: Date | null;
      end_reason: string | null;
      user_agent: string | null;
      address: string | null;
    };
    refresh_tokens: {
      token_hash: Buffer;
      session_id: string;
      parent_hash: Buffer | null;
      created_at: MadeByDatabase;
      used_at: Date | null;
    };
  }
}

/** A session of whom, at which time of the database's clock. */
export interface SessionMoment {
  readonly sessionId: string;
  readonly userId: string;
  readonly now: Date;
}

export interface NewSession {
  readonly userId: string;
  readonly tokenHash: Buffer;
  readonly userAgent: string | null;
  readonly address: string | null;
}

/**
 * Begins a session; null when the account is suspended, which the row's lock settles. The lock also
 * lets one sign-in of an account follow the other.
 */
export async function insertSession(tx: Tx, session: NewSession): Promise<SessionMoment | null> {
  const { userId, tokenHash, userAgent, address } = session;
  const { rows } = await sql<SessionMoment>`
    with account as (
      select id from users where id = ${userId} and suspended_at is null for no key update
    ), session as (
      insert into sessions (user_id, expires_at, user_agent, address)
      select id, clock_timestamp() + make_interval(days => ${ABSOLUTE_DAYS}), ${userAgent}, ${address}
      from account
      returning id, user_id
    ), token as (
      insert into refresh_tokens (token_hash, session_id) select ${tokenHash}, id from session
    )
    select id as "sessionId", user_id as "userId", clock_timestamp() as now from session
  `.execute(tx);
  return rows[0] ?? null;
}

/**
 * Uses the token up and puts its successor in its place. Of several at once one gets a row, for the
 * others wait at the token's lock and then see that it was used; they get null, as does a token that
 * is unknown or whose session is over.
 */
export async function rotateToken(
  tx: Tx,
  tokenHash: Buffer,
  successorHash: Buffer,
): Promise<SessionMoment | null> {
  const { rows } = await sql<SessionMoment>`
    with consumed as (
      update refresh_tokens token set used_at = clock_timestamp()
      from sessions session
      where token.token_hash = ${tokenHash} and token.used_at is null
        and session.id = token.session_id and session.ended_at is null
        and session.expires_at > clock_timestamp()
        and session.last_used_at > clock_timestamp() - make_interval(days => ${IDLE_DAYS})
      returning token.session_id
    ), successor as (
      insert into refresh_tokens (token_hash, session_id, parent_hash)
      select ${successorHash}, session_id, ${tokenHash} from consumed
    )
    update sessions session set last_used_at = clock_timestamp()
    from consumed
    where session.id = consumed.session_id and session.ended_at is null
    returning session.id as "sessionId", session.user_id as "userId", clock_timestamp() as now
  `.execute(tx);
  return rows[0] ?? null;
}

export interface SpentToken extends SessionMoment {
  readonly ended: boolean;
  readonly expired: boolean;
  /** How long ago it was used, in milliseconds; null when it was not. */
  readonly usedMs: number | null;
  /** Its live child; null where there is none. */
  readonly liveSuccessorHash: Buffer | null;
}

/** What became of a token that could not be rotated; null for one that never was. */
export async function findSpentToken(
  connection: Connection,
  tokenHash: Buffer,
  successorHashes: readonly Buffer[],
): Promise<SpentToken | null> {
  const { rows } = await sql<SpentToken>`
    select session.id as "sessionId", session.user_id as "userId", clock_timestamp() as now,
      session.ended_at is not null as ended,
      session.expires_at <= clock_timestamp()
        or session.last_used_at <= clock_timestamp() - make_interval(days => ${IDLE_DAYS}) as expired,
      (extract(epoch from clock_timestamp() - token.used_at) * 1000)::float8 as "usedMs",
      child.token_hash as "liveSuccessorHash"
    from refresh_tokens token
    join sessions session on session.id = token.session_id
    left join refresh_tokens child
      on child.token_hash = any(${successorHashes}::bytea[])
      and child.parent_hash = token.token_hash and child.used_at is null
    where token.token_hash = ${tokenHash}
  `.execute(connection);
  return rows[0] ?? null;
}

export interface SessionOwner {
  readonly userId: string;
  readonly ownPartyId: string;
  /** Of the party that was asked for; null: the user does not belong to it, or there is none. */
  readonly partyId: string | null;
  readonly partyRole: PartyRole | null;
  readonly roles: Role[];
}

/**
 * Whose session it is, while it lasts and its user is not suspended, and the user's role in a party, null: the own one.
 * Three rows by their primary keys.
 */
export async function findLiveSession(
  connection: Connection,
  { sessionId, userId }: TokenSubject,
  partyId: string | null,
): Promise<SessionOwner | null> {
  const { rows } = await sql<SessionOwner>`
    select account.id as "userId", account.party_id as "ownPartyId", account.roles,
      acting.party_id as "partyId", acting.role as "partyRole"
    from sessions session
    join users account on account.id = session.user_id
    ${actingMembership(sql`account.id`, sql`coalesce(${partyId}::uuid, account.party_id)`)}
    where session.id = ${sessionId} and session.user_id = ${userId} and session.ended_at is null
      and session.expires_at > clock_timestamp() and account.suspended_at is null
  `.execute(connection);
  return rows[0] ?? null;
}

/** Ends the session of that id, or the one that the token belongs to, used or not. */
export async function endSession(
  tx: Tx,
  by: { readonly sessionId: string } | { readonly tokenHash: Buffer },
  reason: string,
): Promise<TokenSubject | null> {
  const which =
    "sessionId" in by
      ? sql`id = ${by.sessionId}`
      : sql`id = (select session_id from refresh_tokens where token_hash = ${by.tokenHash})`;
  const { rows } = await sql<TokenSubject>`
    update sessions set ended_at = clock_timestamp(), end_reason = ${reason}
    where ${which} and ended_at is null
    returning id as "sessionId", user_id as "userId"
  `.execute(tx);
  const [ended] = rows;
  if (ended !== undefined) invalidateOnCommit(tx, personTag(ended.userId, "session"));
  return ended ?? null;
}

/** Ends every session of a user but `except`, at once on every instance. */
export async function endSessionsOf(
  tx: Tx,
  userId: string,
  reason: string,
  except: string | null = null,
): Promise<void> {
  invalidateOnCommit(tx, personTag(userId, "session"));
  await sql`
    update sessions set ended_at = clock_timestamp(), end_reason = ${reason}
    where user_id = ${userId} and id is distinct from ${except}::uuid and ended_at is null
  `.execute(tx);
}

/** Everybody's. For a database that no instance serves: none is told. */
export async function endAllSessions(tx: Tx, reason: string): Promise<void> {
  await sql`update sessions set ended_at = clock_timestamp(), end_reason = ${reason} where ended_at is null`.execute(
    tx,
  );
}

/** Deletes at most `limit` sessions past their absolute lifetime, with their tokens; returns how many. */
export async function deleteExpiredSessions(tx: Tx, limit: number): Promise<number> {
  const { numAffectedRows } = await sql`
    delete from sessions where id = any(array(
      select id from sessions where expires_at < clock_timestamp() limit ${limit} for update skip locked
    ))
  `.execute(tx);
  return Number(numAffectedRows ?? 0n);
}
