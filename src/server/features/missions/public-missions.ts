import DataLoader from "dataloader";
import type { Connection } from "../../platform/database/database.ts";
import { findPublicMissions, type MissionRow } from "./mission-queries.ts";

/** So many ids at most in one statement. */
const MOST_AT_ONCE = 100;

export type PublicMissions = (id: string) => Promise<MissionRow | null>;

/**
 * Missions as anyone may see them, null for the others. Those that are asked for in one turn of the event loop are
 * read by one statement: alone each costs the server more to ask for than the database to find. Nothing is kept.
 */
export function publicMissions(connection: Connection): PublicMissions {
  const loader = new DataLoader<string, MissionRow | null>(
    async (ids) => {
      const rows = await findPublicMissions(connection, [...new Set(ids)]);
      const byId = new Map(rows.map((row) => [row.id, row]));
      return ids.map((id) => byId.get(id) ?? null);
    },
    { cache: false, maxBatchSize: MOST_AT_ONCE, batchScheduleFn: (load) => void setImmediate(load) },
  );
  return (id) => loader.load(id);
}
