import { byMission, given, type Manifest } from "../../core/manifest.ts";

export const offersManifest: Manifest = {
  feature: "offers",
  tables: {
    offers: {
      distributed: byMission,
      personal: { message: given("party", "emptied") },
      impersonal: ["status"],
    },
    offer_revisions: { distributed: byMission },
  },
};
