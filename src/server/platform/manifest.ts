import { byUser, derived, given, type Manifest, madeAgo, nobodys, persons } from "../core/manifest.ts";
import { ANSWERS_KEPT } from "./database/write.ts";

/** Tables that are no feature's. */
export const platformManifest: Manifest = {
  feature: "platform",
  floor: null,
  tables: {
    idempotency_keys: {
      distributed: "local",
      persons: persons("operation", madeAgo(ANSWERS_KEPT), byUser()),
      // The answer says again what stands elsewhere, and may say it of others: who was chosen, how they are reached.
      personal: { response: derived("account", "deleted"), key: given("account", "deleted") },
      impersonal: ["fingerprint"],
    },
    schema_migrations: {
      rights: "select",
      distributed: "local",
      persons: nobodys("which migrations have run"),
      impersonal: ["name"],
    },
  },
};
