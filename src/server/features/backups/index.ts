export { BackupError, type BackupFault } from "./backup-error.ts";
export { type BackupManifest, folderOf, tableObjectName } from "./backup-manifest.ts";
export { backupsFeature } from "./feature.ts";
export {
  findBackup,
  findBackups,
  readManifest,
  type StoredBackup,
  writeManifest,
} from "./stored-backups.ts";
