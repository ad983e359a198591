import { given, type Manifest } from "../../core/manifest.ts";

export const moderationManifest: Manifest = {
  feature: "moderation",
  floor: "trust",
  tables: {
    reports: {
      rights: "select, insert, update",
      distributed: "local",
      personal: {
        text: given("reporter", "emptied"),
        reporter_name: given("reporter", "emptied"),
        reporter_email: given("reporter", "emptied"),
        // A moderator's words to whoever reported.
        reason: given("reporter", "emptied"),
      },
      impersonal: ["subject_type", "category", "outcome"],
    },
    restrictions: {
      rights: "select, insert",
      distributed: "local",
      personal: { reason: given("party", "emptied") },
      impersonal: ["kind"],
    },
  },
};
