export { BackupError, type BackupFault } from "./backup-error.ts";
export { lateness, refusalToSchedule } from "./backup-health.ts";
export type { MakeBackup } from "./backup-jobs.ts";
export { type BackupManifest, folderOf, tableObjectName } from "./backup-manifest.ts";
export { backupRecipients, onSameDisk, openBackupStore, ownIdentityFile } from "./backup-place.ts";
export { createBackup, type MadeBackup } from "./create-backup.ts";
export { type BackupNeeds, backupsFeature } from "./feature.ts";
export { keepElsewhere, ownKey, sayKept } from "./own-key.ts";
export { type Pruned, pruneBackups } from "./prune-backups.ts";
export {
  findBackup,
  findBackups,
  readManifest,
  type StoredBackup,
  writeManifest,
} from "./stored-backups.ts";
