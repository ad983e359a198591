import { given, type Manifest } from "../../core/manifest.ts";

export const moderationManifest: Manifest = {
  feature: "moderation",
  tables: {
    reports: {
      personal: {
        text: given("visitor", "emptied"),
        reporter_name: given("visitor", "emptied"),
        reporter_email: given("visitor", "emptied"),
        reason: given("visitor", "emptied"),
      },
      impersonal: ["subject_type", "category", "outcome"],
    },
    restrictions: { personal: { reason: given("party", "emptied") }, impersonal: ["kind"] },
  },
};
