import type { Config } from "./platform/config.ts";
import { folderStore } from "./platform/objects/folder-store.ts";
import type { AuditKeys } from "./platform/proof/keys.ts";
import { createSinceList, type SinceList } from "./platform/since-list.ts";

/** The list of what happened since a backup. One place by now: beside the backups it comes with the command that restores. */
export function sinceListOf(config: Pick<Config, "dataDir">, auditKeys: AuditKeys): SinceList {
  return createSinceList([folderStore(config.dataDir)], auditKeys.mac);
}
