import { type Manifest, nobodys } from "../../core/manifest.ts";

export const restoresManifest: Manifest = {
  feature: "restores",
  floor: "operation",
  tables: {
    restorations: {
      rights: "select",
      distributed: "local",
      persons: nobodys("that backups were restored"),
    },
  },
};
