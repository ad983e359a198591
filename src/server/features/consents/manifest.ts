import { byUser, type Manifest, persons, withAccount } from "../../core/manifest.ts";

export const consentsManifest: Manifest = {
  feature: "consents",
  floor: "record",
  tables: {
    consents: {
      // It only grows; an erasure takes the rows of whoever goes.
      rights: "select, insert, delete",
      distributed: "local",
      persons: persons("account", withAccount, byUser()),
      impersonal: ["purpose", "via", "text_version", "text"],
    },
  },
};
