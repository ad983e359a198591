import { type RawBuilder, sql } from "kysely";
import type { Connection } from "../../platform/database/database.ts";

/** Which entries are asked for; what is undefined leaves none out. */
export interface JournalFilter {
  readonly actorId?: string | undefined;
  readonly partyId?: string | undefined;
  /** How the action begins. */
  readonly action?: string | undefined;
  readonly resourceType?: string | undefined;
  readonly resourceId?: string | undefined;
  readonly result?: "done" | "refused" | undefined;
  /** ISO 8601; `to` is not in it any more. */
  readonly from?: string | undefined;
  readonly to?: string | undefined;
}

/** The place of an entry in the order of the journal: its time to the microsecond, and its id. */
export type JournalPlace = readonly [at: string, id: string];

export interface JournalRow {
  readonly id: string;
  /** ISO 8601 in UTC with microseconds. */
  readonly at: string;
  readonly action: string;
  readonly result: "done" | "refused";
  readonly actorKind: "user" | "visitor" | "system";
  readonly actorId: string | null;
  readonly actorPartyId: string | null;
  readonly actorName: string | null;
  readonly resourceType: string;
  readonly resourceId: string | null;
  readonly requestId: string;
  /** false: they were deleted. */
  readonly hasDetails: boolean;
  readonly address: string | null;
  readonly userAgent: string | null;
  readonly changes: Record<string, unknown> | null;
}

const atText = sql`to_char(e.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`;

/** Newest first. Entries are found along an index before their details are looked for. */
export async function listJournal(
  connection: Connection,
  filter: JournalFilter,
  after: JournalPlace | null,
  limit: number,
): Promise<JournalRow[]> {
  const { rows } = await sql<JournalRow>`
    with found as (
      select * from audit_entries e where ${conditionsOf(filter, after)} order by e.at desc, e.id desc limit ${limit}
    )
    select e.id, ${atText} as at, e.action, e.result, e.actor_kind as "actorKind", e.actor_id as "actorId",
      e.actor_party_id as "actorPartyId", e.actor_name as "actorName", e.resource_type as "resourceType",
      e.resource_id as "resourceId", e.request_id as "requestId", d.entry_id is not null as "hasDetails",
      d.address, d.user_agent as "userAgent", d.changes
    from found e left join audit_details d on d.entry_at = e.at and d.entry_id = e.id
    order by e.at desc, e.id desc`.execute(connection);
  return rows;
}

/** The place of the last of so many entries, where there are more than that; null where these are all. */
export async function placeBeyond(
  connection: Connection,
  filter: JournalFilter,
  after: JournalPlace | null,
  entries: number,
): Promise<JournalPlace | null> {
  const { rows } = await sql<{ at: string; id: string }>`
    select ${atText} as at, e.id from audit_entries e
    where ${conditionsOf(filter, after)} order by e.at desc, e.id desc offset ${entries - 1} limit 2`.execute(
    connection,
  );
  const [last, beyond] = rows;
  return last === undefined || beyond === undefined ? null : [last.at, last.id];
}

function conditionsOf(filter: JournalFilter, after: JournalPlace | null): RawBuilder<unknown> {
  const { actorId, partyId, action, resourceType, resourceId, result, from, to } = filter;
  const conditions = [
    sql`true`,
    actorId !== undefined && sql`e.actor_id = ${actorId}::uuid`,
    partyId !== undefined && sql`e.actor_party_id = ${partyId}::uuid`,
    action !== undefined && sql`starts_with(e.action, ${action})`,
    resourceType !== undefined && sql`e.resource_type = ${resourceType}`,
    resourceId !== undefined && sql`e.resource_id = ${resourceId}::uuid`,
    result !== undefined && sql`e.result = ${result}`,
    from !== undefined && sql`e.at >= ${utc(from)}::timestamptz`,
    to !== undefined && sql`e.at < ${utc(to)}::timestamptz`,
    // The time by itself as well: by it partitions are left out.
    after !== null && sql`e.at <= ${after[0]}::timestamptz`,
    after !== null && sql`(e.at, e.id) < (${after[0]}::timestamptz, ${after[1]}::uuid)`,
  ].filter((one) => one !== false);
  return sql.join(conditions, sql` and `);
}

/** PostgreSQL takes no offset of sixteen hours and more. */
const utc = (instant: string): string => new Date(instant).toISOString();
