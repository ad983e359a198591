import { byUser, derived, endedAgo, type Manifest, nobodys, persons } from "../../core/manifest.ts";

/** A job looks each hour for what has run out. */
export const EXPORTS_KEPT = "1 hours";

export const privacyManifest: Manifest = {
  feature: "privacy",
  floor: "trust",
  tables: {
    erasures: {
      rights: "select, insert",
      distributed: "local",
      persons: nobodys("ids of accounts that are no more"),
      impersonal: ["held_until"],
    },
    erasure_steps: {
      rights: "select, insert, update",
      distributed: "local",
      persons: nobodys("what is left to do of an erasure"),
      // Sealed, and gone with the step that needs it.
      personal: { sealed_address: derived("account", "emptied") },
      impersonal: ["step"],
    },
    legal_holds: {
      rights: "insert",
      distributed: "local",
      persons: nobodys("what the law wants kept of accounts that are no more; the program cannot look"),
      personal: {
        content: {
          of: "account",
          export: "secret",
          erasure: "kept",
          because: "the law wants it, for the time that stands beside it; then a job deletes it",
        },
      },
      impersonal: ["hold", "ground"],
    },
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
