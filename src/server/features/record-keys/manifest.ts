import { type Manifest, nobodys } from "../../core/manifest.ts";

export const recordKeysManifest: Manifest = {
  feature: "record-keys",
  floor: "record",
  tables: {
    record_keys: {
      rights: "select, insert, update",
      distributed: "local",
      persons: nobodys("the installation’s own public keys"),
      impersonal: ["kid", "public_key", "voucher"],
    },
  },
};
