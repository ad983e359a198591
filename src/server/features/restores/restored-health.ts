import type { Connection } from "../../platform/database/database.ts";
import { listRestorations } from "./restoration-queries.ts";

/** Rejects, for ever, where a backup was restored without the list of what happened since. */
export async function checkRestorations(connection: Connection): Promise<void> {
  const blind = (await listRestorations(connection)).find(({ withoutList }) => withoutList);
  if (blind !== undefined)
    throw new Error(
      `the backup of ${blind.snapshotAt.toISOString()} was restored without the list of what happened since: what was erased, hidden or cancelled may be here again`,
    );
}
