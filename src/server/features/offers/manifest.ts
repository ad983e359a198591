import { byMission, byParty, given, type Manifest, persons, withMission } from "../../core/manifest.ts";

const ofProvider = persons("market", withMission, byParty("provider_party_id"));

export const offersManifest: Manifest = {
  feature: "offers",
  floor: "market",
  tables: {
    offers: {
      rights: "select, insert, update",
      distributed: byMission,
      persons: ofProvider,
      personal: { message: given("party", "emptied") },
      impersonal: ["status"],
    },
    offer_revisions: { rights: "select, insert", distributed: byMission, persons: ofProvider },
  },
};
