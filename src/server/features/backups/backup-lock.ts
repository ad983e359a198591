import type { ConnectionConfig } from "../../platform/database/database.ts";
import { withSessionLock } from "../../platform/database/session-lock.ts";
import { BackupError } from "./backup-error.ts";

/** Of two that make backups, or clear them away, at once the second is refused with `BackupError`. */
export async function withBackupLock<Result>(
  connection: ConnectionConfig,
  work: () => Promise<Result>,
): Promise<Result> {
  const held = await withSessionLock(connection, "swideal/backup", work);
  if (held === null)
    throw new BackupError(
      "running",
      "another backup is being made, or old ones are removed: try again when it is done",
    );
  return held.done;
}
