import type { Config } from "../../platform/config.ts";
import type { Connection } from "../../platform/database/database.ts";
import { migrationRanAt } from "../../platform/migrations.ts";
import { selectLastRuns } from "./run-queries.ts";

/** Since this migration an installation keeps backups. */
const FIRST = "0055_backup_runs";

/** Why the program can make no backups by itself; null: it can. */
export function refusalToSchedule({
  backups,
  database,
}: Pick<Config, "backups" | "database">): string | null {
  if (database === null) return null;
  if (!database.ownerNamed)
    return "no backups are made by the program: set DATABASE_ADMIN_URL to the owner of the database, who alone reads all of it";
  if (backups.recipients.length === 0)
    return "no backups are made by the program: set BACKUP_RECIPIENTS to whom they are to be encrypted for";
  return null;
}

/** Throws with the reason when no good backup was made for more than a day, or none will be. */
export async function checkBackups(connection: Connection, refusal: string | null): Promise<void> {
  if (refusal !== null) throw new Error(refusal);
  const late = await lateness(connection);
  if (late !== null) throw new Error(late);
}

/** What there is to be said of the last good backup being old, or of there being none; null where it is of the last day. */
export async function lateness(connection: Connection): Promise<string | null> {
  const last = await selectLastRuns(connection, await migrationRanAt(connection, FIRST));
  const why = last.reason === null ? "" : `; the last attempt failed: ${last.reason}`;
  if (last.goodAt === null) return last.overdue ? `no backup has been made yet${why}` : null;
  return last.goodIsOld ? `the last good backup is of ${last.goodAt.toISOString()}${why}` : null;
}
