import { given, type Manifest } from "../core/manifest.ts";

/** Tables that are no feature's. */
export const platformManifest: Manifest = {
  feature: "platform",
  floor: null,
  tables: {
    idempotency_keys: {
      distributed: "local",
      personal: { response: given("account", "deleted"), key: given("account", "deleted") },
      impersonal: ["fingerprint"],
    },
    schema_migrations: { rights: "select", distributed: "local", impersonal: ["name"] },
  },
};
