import {
  byUser,
  derived,
  endedAgo,
  erasedByOwner,
  type Manifest,
  persons,
  secret,
  withOrganisation,
} from "../../core/manifest.ts";
import { FORMER_MEMBERSHIPS_KEPT } from "./membership-queries.ts";

export const organisationsManifest: Manifest = {
  feature: "organisations",
  floor: "identity",
  tables: {
    organisations: {
      rights: "select, insert, update",
      distributed: "local",
      persons: persons("organisations", withOrganisation, byUser("founded_by")),
    },
    memberships: {
      distributed: "local",
      // Left first: an organisation keeps an owner.
      persons: erasedByOwner(persons("organisations", withOrganisation, byUser())),
      impersonal: ["role"],
    },
    former_memberships: {
      distributed: "local",
      persons: persons("organisations", endedAgo(FORMER_MEMBERSHIPS_KEPT), byUser()),
    },
    invitations: {
      distributed: "local",
      persons: persons(
        "organisations",
        endedAgo("1 days"),
        byUser("invited_by", { as: "inviting" }),
        // Who invites is told by the mail, and to whom it was sent.
        { as: "invited", by: "address", column: "email_key", without: ["invited_by"] },
      ),
      personal: { email_key: derived("account", "deleted"), token_hash: secret },
      impersonal: ["role", "locale"],
    },
  },
};
