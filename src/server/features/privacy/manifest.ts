import { byUser, derived, endedAgo, type Manifest, nobodys, persons } from "../../core/manifest.ts";

/** A job looks each hour for what has run out. */
export const EXPORTS_KEPT = "1 hours";

export const privacyManifest: Manifest = {
  feature: "privacy",
  floor: "trust",
  tables: {
    data_exports: {
      distributed: "local",
      persons: persons("operation", endedAgo(EXPORTS_KEPT), byUser()),
    },
    data_export_parts: {
      rights: "select, insert, delete",
      distributed: "local",
      persons: nobodys("an archive of what stands in the other tables, gone with it"),
      personal: { content: derived("account", "deleted") },
    },
  },
};
