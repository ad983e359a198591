import { derived, type Manifest, secret } from "../../core/manifest.ts";

export const organisationsManifest: Manifest = {
  feature: "organisations",
  floor: "identity",
  tables: {
    organisations: { rights: "select, insert, update", distributed: "local" },
    memberships: { distributed: "local", impersonal: ["role"] },
    former_memberships: { distributed: "local" },
    invitations: {
      distributed: "local",
      personal: { email_key: derived("account", "deleted"), token_hash: secret },
      impersonal: ["role", "locale"],
    },
  },
};
