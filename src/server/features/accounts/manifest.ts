import { derived, given, type Manifest, secret } from "../../core/manifest.ts";

export const accountsManifest: Manifest = {
  feature: "accounts",
  floor: "identity",
  tables: {
    parties: {
      rights: "select, insert, update",
      distributed: "reference",
      personal: { display_name: given("party", "emptied") },
      impersonal: ["kind"],
    },
    users: {
      rights: "select, insert, update",
      distributed: "local",
      personal: {
        email: given("account", "emptied"),
        email_key: derived("account", "emptied"),
        password_hash: secret,
        suspension_reason: given("account", "emptied"),
      },
      impersonal: ["roles", "locale", "terms_version"],
    },
    mail_tokens: {
      distributed: "local",
      personal: { email: given("account", "deleted"), token_hash: secret },
      impersonal: ["purpose"],
    },
    email_changes: {
      distributed: "local",
      personal: { old_email: given("account", "deleted"), new_email: given("account", "deleted") },
    },
  },
};
