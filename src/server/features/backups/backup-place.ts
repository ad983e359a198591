import { stat } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { Config } from "../../platform/config.ts";
import { folderStore } from "../../platform/objects/folder-store.ts";
import type { ObjectStore } from "../../platform/objects/object-store.ts";
import { type Identity, makeIdentity, readIdentity } from "../../platform/objects/recipients.ts";
import { BackupError } from "./backup-error.ts";

/** Throws `BackupError` where no place is named. */
export function openBackupStore({ backups }: Pick<Config, "backups">): ObjectStore {
  if (backups.folder === null)
    throw new BackupError(
      "refused",
      "no place for backups is named: set BACKUP_DIR to a folder on another disk",
    );
  return folderStore(backups.folder);
}

/** In embedded mode the identity that the first backup makes where no recipient is named. */
export const ownIdentityFile = ({ dataDir }: Pick<Config, "dataDir">): string =>
  join(dataDir, "backup-identity.txt");

export interface Recipients {
  /** As age writes them; at least one. */
  readonly recipients: readonly string[];
  /** The identity of DATA_DIR where the backups are encrypted for it alone. */
  readonly own: (Identity & { readonly file: string; readonly isNew: boolean }) | null;
}

/**
 * Whom backups are encrypted for: those of BACKUP_RECIPIENTS and the identity that tries them on this machine; in embedded
 * mode, where none is named, an identity that the first backup makes. Throws `BackupError` where there is nobody.
 */
export async function backupRecipients(
  config: Pick<Config, "backups" | "dataDir" | "database">,
): Promise<Recipients> {
  const { recipients: named, verifyIdentityFile } = config.backups;
  if (named.length === 0 && config.database !== null)
    throw new BackupError(
      "refused",
      "nobody is named who could open a backup: age-keygen makes a key, BACKUP_RECIPIENTS takes its public half (age1…)",
    );
  const trial = verifyIdentityFile === null ? [] : [(await trialIdentity(verifyIdentityFile)).recipient];
  if (named.length > 0) return { recipients: [...new Set([...named, ...trial])], own: null };
  const file = ownIdentityFile(config);
  const there = await readable(file, "the backups' own key");
  const own = { ...(there ?? (await makeIdentity(file))), file, isNew: there === null };
  return { recipients: [...new Set([own.recipient, ...trial])], own };
}

async function trialIdentity(file: string): Promise<Identity> {
  const identity = await readable(file, "BACKUP_VERIFY_IDENTITY_FILE");
  if (identity === null)
    throw new BackupError("refused", `BACKUP_VERIFY_IDENTITY_FILE: ${file} is not there`);
  return identity;
}

const readable = (file: string, what: string) =>
  readIdentity(file).catch((error: unknown) => {
    throw new BackupError("refused", `${what}: ${(error as Error).message}`, { cause: error });
  });

/** Whether the backups of an embedded database lie on its own disk: one that breaks takes both along. */
export async function onSameDisk({ backups, dataDir, database }: Config): Promise<boolean> {
  if (database !== null || backups.folder === null) return false;
  const [here, there] = await Promise.all([diskOf(dataDir), diskOf(backups.folder)]);
  return here === there;
}

/** The device of a folder or, while it is not there, of the one it will be made in. */
async function diskOf(folder: string): Promise<number> {
  const found = await stat(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT" && dirname(folder) !== folder) return null;
    throw error;
  });
  return found === null ? diskOf(dirname(folder)) : found.dev;
}
