import { sql } from "kysely";
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
}

export interface AuditDetailsRow {
  readonly salt: Buffer;
  readonly hash: Buffer;
  readonly address: string | null;
  readonly userAgent: string | null;
  /** JSON. */
  readonly changes: string | null;
}

/** Both rows in one statement, so that an entry costs its action a single round trip. */
export async function insertAuditEntry(tx: Tx, entry: AuditRow, details: AuditDetailsRow): Promise<void> {
  await sql`
    with entry as (
      insert into audit_entries (
        action, result, actor_kind, actor_id, actor_party_id, actor_name,
        resource_type, resource_id, request_id, details_hash)
      values (
        ${entry.action}, ${entry.result}, ${entry.actorKind}, ${entry.actorId}, ${entry.actorPartyId},
        ${entry.actorName}, ${entry.resourceType}, ${entry.resourceId}, ${entry.requestId}, ${details.hash})
      returning at, id
    )
    insert into audit_details (entry_at, entry_id, salt, address, user_agent, changes)
    select at, id, ${details.salt}, ${details.address}, ${details.userAgent}, ${details.changes}::jsonb from entry
  `.execute(tx);
}
