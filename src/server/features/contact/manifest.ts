import {
  byMission,
  byParty,
  given,
  heldAs,
  type Manifest,
  persons,
  withAccount,
  withMission,
} from "../../core/manifest.ts";

const own = given("party", "deleted");

export const contactManifest: Manifest = {
  feature: "contact",
  floor: "exchange",
  tables: {
    contact_details: {
      distributed: "local",
      persons: heldAs(
        "identity",
        ["name", "phone", "email", "address"],
        persons("exchange", withAccount, byParty()),
      ),
      personal: { name: own, phone: own, email: own, address: own },
    },
    contact_consents: {
      rights: "select, insert, update",
      distributed: byMission,
      persons: persons("exchange", withMission, byParty("giver_party_id")),
    },
    work_addresses: {
      distributed: byMission,
      persons: persons("exchange", withMission, byParty("client_party_id")),
      personal: { address: own },
    },
  },
};
