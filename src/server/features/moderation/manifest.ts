import { byParty, byUser, given, type Manifest, persons, withAccount } from "../../core/manifest.ts";

export const moderationManifest: Manifest = {
  feature: "moderation",
  floor: "trust",
  tables: {
    reports: {
      rights: "select, insert, update",
      distributed: "local",
      // Which moderator decided is told to nobody.
      persons: persons("moderation", withAccount, byUser("reporter_user_id", { without: ["decided_by"] })),
      personal: {
        text: given("reporter", "replaced"),
        reporter_name: given("reporter", "emptied"),
        reporter_email: given("reporter", "emptied"),
        // A moderator's words to whoever reported.
        reason: given("reporter", "replaced"),
      },
      impersonal: ["subject_type", "category", "outcome"],
    },
    restrictions: {
      rights: "select, insert, update (reason)",
      distributed: "local",
      persons: persons("moderation", withAccount, byParty("party_id", { without: ["decided_by"] })),
      personal: { reason: given("party", "replaced") },
      impersonal: ["kind"],
    },
  },
};
