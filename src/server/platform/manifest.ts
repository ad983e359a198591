import { given, type Manifest } from "../core/manifest.ts";

/** Tables that are no feature's. */
export const platformManifest: Manifest = {
  feature: "platform",
  tables: {
    idempotency_keys: {
      distributed: "local",
      personal: { response: given("account", "deleted"), key: given("account", "deleted") },
      impersonal: ["fingerprint"],
    },
    schema_migrations: { distributed: "local", impersonal: ["name"] },
  },
};
