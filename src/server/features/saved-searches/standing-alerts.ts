import { sql } from "kysely";
import type { Connection } from "../../platform/database/database.ts";

/**
 * By mission the names of a person's searches that have found it and still alert; missions that none of them stands for
 * are left out. For whoever is about to tell of them: a search may be off or deleted since.
 */
export async function standingAlerts(
  connection: Connection,
  userId: string,
  missionIds: readonly string[],
): Promise<Map<string, string[]>> {
  const { rows } = await sql<{ missionId: string; names: string[] }>`
    select m.mission_id as "missionId", array_agg(s.name order by s.id) as names
    from alert_matches m join saved_searches s on s.id = m.search_id
    where m.user_id = ${userId} and m.mission_id = any (${missionIds}::uuid[]) and s.frequency <> 'off'
    group by m.mission_id`.execute(connection);
  return new Map(rows.map(({ missionId, names }) => [missionId, names]));
}
