import {
  byMission,
  byParty,
  given,
  type Manifest,
  nobodys,
  persons,
  withMission,
} from "../../core/manifest.ts";

const ofProvider = persons("market", withMission, byParty("provider_party_id"));

export const offersManifest: Manifest = {
  feature: "offers",
  floor: "market",
  tables: {
    offers: {
      rights: "select, insert, update",
      distributed: byMission,
      persons: ofProvider,
      personal: { message: given("party", "replaced") },
      impersonal: ["status"],
    },
    offer_revisions: { rights: "select, insert", distributed: byMission, persons: ofProvider },
    offer_commitments: {
      rights: "select, insert",
      distributed: byMission,
      persons: nobodys("hashes, and what the offer they are of says itself"),
      personal: {
        message_digest: {
          of: "party",
          export: "derived",
          erasure: "kept",
          because: "without it the price that it was made with could not be proved any more",
        },
      },
      impersonal: ["salt", "commitment"],
    },
    sealed_roots: {
      rights: "select, insert",
      distributed: byMission,
      persons: nobodys("a hash over all offers of an auction"),
      impersonal: ["root"],
    },
  },
};
