import { byMission, given, type Manifest } from "../../core/manifest.ts";

export const offersManifest: Manifest = {
  feature: "offers",
  floor: "market",
  tables: {
    offers: {
      rights: "select, insert, update",
      distributed: byMission,
      personal: { message: given("party", "emptied") },
      impersonal: ["status"],
    },
    offer_revisions: { rights: "select, insert", distributed: byMission },
  },
};
