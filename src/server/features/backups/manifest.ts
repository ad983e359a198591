import { type Manifest, nobodys } from "../../core/manifest.ts";

export const backupsManifest: Manifest = {
  feature: "backups",
  floor: "operation",
  tables: {
    // Commands write it, as the database's owner.
    backup_runs: {
      rights: "select",
      distributed: "local",
      persons: nobodys("when backups were made, and why one failed"),
      impersonal: ["made_by", "state", "reason"],
    },
  },
};
