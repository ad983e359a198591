import { createHash, randomBytes } from "node:crypto";
import { sql } from "kysely";
import { heldMs, type Origin, type PartyRole } from "../../core/actor.ts";
import type { Connection, Tx } from "../../platform/database/database.ts";
import type { Listener } from "../../platform/events.ts";
import { INVITATION_DAYS } from "./organisation.ts";

/** 256 random bits: a plain SHA-256 is enough to keep, there is nothing to guess. */
const hashOf = (token: string) => createHash("sha256").update(token).digest();

export interface InvitationRow {
  readonly id: string;
  readonly partyId: string;
  readonly emailKey: string;
  readonly role: PartyRole;
  readonly locale: "fr" | "en";
  readonly invitedBy: string;
  readonly inviterName: string;
  /** Of who invited, in the party, now; null: has left it, or is suspended. */
  readonly inviterRole: PartyRole | null;
  readonly createdAt: Date;
  readonly expiresAt: Date;
  /** For how many milliseconds it has been too old, negative before. */
  readonly lateMs: number;
}

const columns = sql`
  i.id, i.party_id as "partyId", i.email_key as "emailKey", i.role, i.locale, i.invited_by as "invitedBy",
  own.display_name as "inviterName",
  case when account.suspended_at is null then inviting.role end as "inviterRole",
  i.created_at as "createdAt", i.expires_at as "expiresAt",
  (extract(epoch from clock_timestamp() - i.expires_at) * 1000)::float8 as "lateMs"`;
const joins = sql`
  invitations i
  join users account on account.id = i.invited_by
  join parties own on own.id = account.party_id
  left join memberships inviting on inviting.party_id = i.party_id and inviting.user_id = i.invited_by`;
const open = sql`i.accepted_at is null and i.revoked_at is null`;

export async function insertInvitation(
  tx: Tx,
  invitation: Pick<InvitationRow, "partyId" | "emailKey" | "role" | "locale" | "invitedBy">,
): Promise<InvitationRow> {
  const { partyId, emailKey, role, locale, invitedBy } = invitation;
  const { rows } = await sql<{ id: string }>`
    insert into invitations (party_id, email_key, role, locale, invited_by, expires_at)
    values (${partyId}, ${emailKey}, ${role}, ${locale}, ${invitedBy},
      clock_timestamp() + make_interval(days => ${INVITATION_DAYS}))
    returning id`.execute(tx);
  const { id } = rows[0] as { id: string };
  return (await findInvitation(tx, id)) as InvitationRow;
}

/** One that nobody has accepted or revoked. */
export async function findInvitation(connection: Connection, id: string): Promise<InvitationRow | null> {
  const { rows } = await sql<InvitationRow>`
    select ${columns} from ${joins} where i.id = ${id} and ${open}`.execute(connection);
  return rows[0] ?? null;
}

/** One that could still be used when `origin` came in; null: unknown, used, revoked or too old. */
export async function findInvitationByToken(
  connection: Connection,
  token: string,
  origin: Pick<Origin, "arrivedAt">,
): Promise<InvitationRow | null> {
  const { rows } = await sql<InvitationRow>`
    select ${columns} from ${joins} where i.token_hash = ${hashOf(token)} and ${open}`.execute(connection);
  const [found] = rows;
  return found === undefined || found.lateMs > heldMs(origin) ? null : found;
}

/** Whose invitation a token is, whatever became of it; null: unknown. */
export async function partyOfToken(connection: Connection, token: string): Promise<string | null> {
  const { rows } = await sql<{ partyId: string }>`
    select party_id as "partyId" from invitations where token_hash = ${hashOf(token)}`.execute(connection);
  return rows[0]?.partyId ?? null;
}

export async function listInvitations(
  connection: Connection,
  partyId: string,
  page: { beforeId: string | null; limit: number },
): Promise<InvitationRow[]> {
  const { rows } = await sql<InvitationRow>`
    select ${columns} from ${joins}
    where i.party_id = ${partyId} and ${open} and i.expires_at > clock_timestamp()
      ${page.beforeId === null ? sql`` : sql`and i.id < ${page.beforeId}`}
    order by i.id desc limit ${page.limit}`.execute(connection);
  return rows;
}

/** Of the last 24 hours, whatever became of them. */
export interface InvitationsToday {
  readonly ofParty: number;
  /** From any party. */
  readonly bySender: number;
  /** From anywhere. */
  readonly toAddress: number;
}

/** The party and the sender's account are locked, so that none of theirs is added meanwhile. */
export async function countToday(
  tx: Tx,
  { partyId, emailKey, invitedBy }: Pick<InvitationRow, "partyId" | "emailKey" | "invitedBy">,
): Promise<InvitationsToday> {
  // One invitation of an address after another: two at once would each find none.
  await sql`
    select pg_advisory_xact_lock(hashtextextended(${`invitation:${emailKey}`}, 0))`.execute(tx);
  const { rows } = await sql<InvitationsToday>`
    select count(*) filter (where party_id = ${partyId}) as "ofParty",
      count(*) filter (where invited_by = ${invitedBy}) as "bySender",
      count(*) filter (where email_key = ${emailKey}) as "toAddress"
    from invitations
    where (party_id = ${partyId} or invited_by = ${invitedBy} or email_key = ${emailKey})
      and created_at > clock_timestamp() - interval '24 hours'`.execute(tx);
  return rows[0] as InvitationsToday;
}

/** A new single-use token, in the place of an earlier one: it exists in the mail alone. */
export async function makeInvitationToken(tx: Tx, id: string): Promise<string> {
  const token = randomBytes(32).toString("base64url");
  await sql`update invitations set token_hash = ${hashOf(token)} where id = ${id}`.execute(tx);
  return token;
}

/** false when another request was faster. */
export async function useInvitation(tx: Tx, id: string): Promise<boolean> {
  const { numAffectedRows } = await sql`
    update invitations i set accepted_at = clock_timestamp() where i.id = ${id} and ${open}`.execute(tx);
  return numAffectedRows === 1n;
}

export async function revokeInvitation(tx: Tx, id: string): Promise<void> {
  await sql`update invitations i set revoked_at = clock_timestamp() where i.id = ${id} and ${open}`.execute(
    tx,
  );
}

/** Revokes the party's open invitations: all, or those of one user who may invite as these roles alone from now on. */
export async function revokeInvitationsOf(
  tx: Tx,
  partyId: string,
  by: { readonly userId: string; readonly stillMay: readonly PartyRole[] } | null = null,
): Promise<void> {
  await sql`
    update invitations i set revoked_at = clock_timestamp()
    where i.party_id = ${partyId} and ${open}
      ${by === null ? sql`` : sql`and i.invited_by = ${by.userId} and i.role <> all(${by.stillMay}::text[])`}`.execute(
    tx,
  );
}

/** Deletes at most `limit` that nobody can accept any more; returns how many. */
export async function deleteOldInvitations(tx: Tx, limit: number): Promise<number> {
  const { numAffectedRows } = await sql`
    delete from invitations where id = any(array(
      select id from invitations where expires_at < clock_timestamp() - interval '1 day' limit ${limit}
      for update skip locked
    ))`.execute(tx);
  return Number(numAffectedRows ?? 0n);
}

/** Of an older state nobody knows which were revoked since: all that are open are. */
export const endInvitations: Listener<"installation.restored"> = async (tx) => {
  await sql`update invitations i set revoked_at = clock_timestamp() where ${open}`.execute(tx);
};
