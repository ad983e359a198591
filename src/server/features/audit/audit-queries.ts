import { type RawBuilder, sql } from "kysely";
import type { Tx } from "../../platform/database/database.ts";

export interface AuditRow {
  readonly action: string;
  readonly result: "done" | "refused";
  readonly actorKind: "user" | "visitor" | "system";
  readonly actorId: string | null;
  readonly actorPartyId: string | null;
  readonly actorName: string | null;
  readonly resourceType: string;
  readonly resourceId: string | null;
  readonly requestId: string;
  /** A hash that the action proves something by: nobody's, so that an erasure leaves it. */
  readonly evidence: Buffer | null;
}

export interface AuditDetailsRow {
  readonly salt: Buffer;
  readonly hash: Buffer;
  readonly address: string | null;
  readonly userAgent: string | null;
  /** JSON. */
  readonly changes: string | null;
}

/** What the database adds to an entry; the time as the entry's line has it. */
export interface EntryKey {
  readonly at: string;
  readonly id: string;
}

/** A time as lines have it: UTC, with the microseconds that PostgreSQL keeps. */
export const exactTime = (column: RawBuilder<unknown>) =>
  sql<string>`to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`;

/** Both rows in one statement, so that an entry costs its action a single round trip. */
export async function insertAuditEntry(tx: Tx, entry: AuditRow, details: AuditDetailsRow): Promise<EntryKey> {
  const { rows } = await sql<EntryKey>`
    with entry as (
      insert into audit_entries (
        action, result, actor_kind, actor_id, actor_party_id, actor_name,
        resource_type, resource_id, request_id, evidence, details_hash)
      values (
        ${entry.action}, ${entry.result}, ${entry.actorKind}, ${entry.actorId}, ${entry.actorPartyId},
        ${entry.actorName}, ${entry.resourceType}, ${entry.resourceId}, ${entry.requestId}, ${entry.evidence},
        ${details.hash})
      returning at, id
    ), personal as (
      insert into audit_details (entry_at, entry_id, salt, address, user_agent, changes)
      select at, id, ${details.salt}, ${details.address}, ${details.userAgent}, ${details.changes}::jsonb from entry
    )
    select ${exactTime(sql`at`)} as at, id from entry
  `.execute(tx);
  return rows[0] as EntryKey;
}
