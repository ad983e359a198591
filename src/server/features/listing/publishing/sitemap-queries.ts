import { sql } from "kysely";
import type { Connection } from "../../../platform/database/database.ts";

/** The first id of each file of so many published missions, in the order of the ids: one walk along the primary key. */
export async function firstIds(connection: Connection, perFile: number): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select mission_id as id from (
      select mission_id, row_number() over (order by mission_id) as place from mission_cards
    ) numbered where place % ${perFile}::bigint = 1 order by mission_id`.execute(connection);
  return rows.map(({ id }) => id);
}

/** The next published missions from an id on, before another; null: to the end. */
export async function idsFrom(
  connection: Connection,
  range: { readonly from: string; readonly before: string | null; readonly limit: number },
): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select mission_id as id from mission_cards
    where mission_id >= ${range.from} ${range.before === null ? sql`` : sql`and mission_id < ${range.before}`}
    order by mission_id limit ${range.limit}`.execute(connection);
  return rows.map(({ id }) => id);
}
