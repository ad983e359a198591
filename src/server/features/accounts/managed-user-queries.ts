import { sql } from "kysely";
import type { Role } from "../../core/actor.ts";
import type { Connection, Tx } from "../../platform/database/database.ts";
import { invalidateOnCommit } from "../../platform/database/invalidations.ts";
import { personTag } from "../../platform/live/person-tag.ts";

export interface ManagedUserRow {
  readonly id: string;
  readonly partyId: string;
  readonly email: string;
  readonly displayName: string;
  readonly roles: Role[];
  readonly suspendedAt: Date | null;
  readonly createdAt: Date;
}

const columns = sql`
  u.id, u.party_id as "partyId", u.email, p.display_name as "displayName", u.roles,
  u.suspended_at as "suspendedAt", u.created_at as "createdAt"`;

/** Without case and the accents of French, so that "elodie" finds Élodie. */
const folded = (text: unknown) =>
  sql`translate(lower(${text}::text), 'àâäçéèêëîïñôöùûüÿ', 'aaaceeeeiinoouuuy')`;

/** Accounts whose address or name has `q` in it, as it stands: no character means anything but itself. */
export async function listUsers(
  connection: Connection,
  filter: { q: string | null; beforeId: string | null; limit: number },
): Promise<ManagedUserRow[]> {
  const { q, beforeId, limit } = filter;
  const holds = (column: unknown) => sql`strpos(${folded(column)}, ${folded(q)}) > 0`;
  const { rows } = await sql<ManagedUserRow>`
    select ${columns} from users u join parties p on p.id = u.party_id
    where u.erased_at is null
      ${q === null ? sql`` : sql`and (${holds(sql`u.email`)} or ${holds(sql`p.display_name`)})`}
      ${beforeId === null ? sql`` : sql`and u.id < ${beforeId}`}
    order by u.id desc limit ${limit}`.execute(connection);
  return rows;
}

/**
 * The accounts with these ids, which nobody else changes, suspends or signs in to until the transaction ends.
 * Always locked in the order of their ids, so that two who change each other do not wait in a circle.
 */
export async function lockUsers(tx: Tx, ids: readonly string[]): Promise<Map<string, ManagedUserRow>> {
  const { rows } = await sql<ManagedUserRow>`
    select ${columns} from users u join parties p on p.id = u.party_id
    where u.id = any(${ids}::uuid[]) and u.erased_at is null order by u.id for no key update of u`.execute(
    tx,
  );
  return new Map(rows.map((row) => [row.id, row]));
}

export async function updateRoles(tx: Tx, id: string, roles: readonly Role[]): Promise<void> {
  invalidateOnCommit(tx, personTag(id, "session"));
  await sql`
    update users set roles = ${roles}::text[], version = version + 1, updated_at = clock_timestamp()
    where id = ${id}`.execute(tx);
}

/** `reason`: why it is suspended; null: no longer. */
export async function updateSuspension(tx: Tx, id: string, reason: string | null): Promise<void> {
  invalidateOnCommit(tx, personTag(id, "session"));
  await sql`
    update users set suspended_at = case when ${reason}::text is not null then clock_timestamp() end,
      suspension_reason = ${reason},
      version = version + 1, updated_at = clock_timestamp()
    where id = ${id}`.execute(tx);
}

/** Who looks after the market, but for those who are suspended. */
export async function moderatorsOf(connection: Connection): Promise<string[]> {
  const rows = await connection
    .selectFrom("users")
    .select("id")
    .where(sql<boolean>`roles && '{moderator}'`)
    .where("suspended_at", "is", null)
    .execute();
  return rows.map(({ id }) => id);
}
