import { derived, type Manifest, secret } from "../../core/manifest.ts";

export const organisationsManifest: Manifest = {
  feature: "organisations",
  tables: {
    organisations: { distributed: "local" },
    memberships: { distributed: "local", impersonal: ["role"] },
    invitations: {
      distributed: "local",
      personal: { email_key: derived("account", "deleted"), token_hash: secret },
      impersonal: ["role", "locale"],
    },
  },
};
