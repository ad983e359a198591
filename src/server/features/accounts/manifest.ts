import {
  byParty,
  byUser,
  derived,
  endedAgo,
  erasedByOwner,
  given,
  heldAs,
  type Manifest,
  madeAgo,
  persons,
  secret,
  withAccount,
} from "../../core/manifest.ts";
import { EMAIL_CHANGES_KEPT } from "./email-change-queries.ts";

export const accountsManifest: Manifest = {
  feature: "accounts",
  floor: "identity",
  tables: {
    parties: {
      rights: "select, insert, update",
      distributed: "reference",
      persons: heldAs(
        "identity",
        ["display_name"],
        erasedByOwner(persons("account", withAccount, byParty("id"))),
      ),
      personal: { display_name: given("party", "emptied") },
      impersonal: ["kind"],
    },
    users: {
      rights: "select, insert, update",
      distributed: "local",
      persons: heldAs(
        "identity",
        ["email", "created_at"],
        erasedByOwner(persons("account", withAccount, byUser("id"))),
      ),
      personal: {
        email: given("account", "emptied"),
        email_key: derived("account", "emptied"),
        password_hash: { of: "account", export: "secret", erasure: "emptied" },
        suspension_reason: given("account", "emptied"),
        last_seen_on: given("account", "emptied"),
      },
      impersonal: ["roles", "locale", "terms_version"],
    },
    inactivity_warnings: {
      rights: "select, insert, delete",
      distributed: "local",
      persons: persons("account", withAccount, byUser()),
    },
    mail_tokens: {
      distributed: "local",
      persons: persons("account", endedAgo("1 days"), byUser()),
      personal: { email: given("account", "deleted"), token_hash: secret },
      impersonal: ["purpose"],
    },
    email_changes: {
      distributed: "local",
      persons: persons("account", madeAgo(EMAIL_CHANGES_KEPT), byUser()),
      personal: { old_email: given("account", "deleted"), new_email: given("account", "deleted") },
    },
  },
};
