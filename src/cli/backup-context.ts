import type { KeyObject } from "node:crypto";
import { BackupError } from "../server/features/backups/index.ts";
import type { Config } from "../server/platform/config.ts";
import { CopyError } from "../server/platform/copy/description.ts";
import { ObjectStoreError } from "../server/platform/objects/object-store.ts";
import { auditKeysOf } from "../server/platform/proof/keys.ts";
import { knownAuditKeys } from "../server/platform/secrets.ts";
import { WalError } from "../server/platform/wal/wal-error.ts";
import { OperatorError } from "./context.ts";

/** What `work` gives; what backups say when they fail is the operator's to mend. */
export async function sayingWhy<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if ([BackupError, ObjectStoreError, CopyError, WalError].some((kind) => error instanceof kind))
      throw new OperatorError((error as Error).message, { cause: error });
    throw error;
  }
}

/** The keys that sign this installation's backups, for a command that needs no database. None are made. */
export async function backupKeys(config: Config): Promise<readonly KeyObject[]> {
  const keys = await knownAuditKeys(config);
  if (keys === null)
    throw new OperatorError(
      `whose backups these are cannot be told: set AUDIT_KEY, or DATA_DIR to the folder whose secrets.json has it (not ${config.dataDir})`,
    );
  return auditKeysOf(keys).backup;
}

/** `1.4 MB`, as disks are sold. */
export function sayBytes(bytes: number): string {
  const units = ["bytes", "kB", "MB", "GB", "TB"];
  const power = Math.min(units.length - 1, Math.floor(Math.log10(Math.max(1, bytes)) / 3));
  const value = bytes / 1_000 ** power;
  return `${power === 0 ? value : value.toFixed(1)} ${units[power]}`;
}
