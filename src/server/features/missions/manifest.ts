import {
  byMission,
  byParty,
  erasedByOwner,
  given,
  type Manifest,
  nobodys,
  persons,
  withMission,
} from "../../core/manifest.ts";

const written = given("party", "emptied");
const ofClient = persons("market", withMission, byParty("client_party_id"));

export const missionsManifest: Manifest = {
  feature: "missions",
  floor: "market",
  tables: {
    missions: {
      distributed: { by: "mission", column: "id" },
      persons: erasedByOwner(ofClient),
      personal: {
        title: given("party", "replaced"),
        description: given("party", "replaced"),
        skills: written,
        place_insee_code: written,
        latitude: written,
        longitude: written,
      },
      impersonal: ["status", "hidden_from", "auction", "category", "performers"],
    },
    mission_addenda: {
      rights: "select, insert, update (text)",
      distributed: byMission,
      persons: ofClient,
      personal: { text: given("party", "replaced") },
    },
    mission_reasons: {
      rights: "select, insert, update (text)",
      distributed: byMission,
      persons: persons("market", withMission, byParty("author_party_id")),
      personal: { text: given("both sides", "replaced") },
      impersonal: ["author", "move"],
    },
    mission_tallies: {
      rights: "select, insert, update",
      distributed: byMission,
      persons: nobodys("numbers of a mission, which others' offers make"),
    },
    price_history: {
      rights: "select, insert",
      distributed: byMission,
      persons: nobodys("prices and numbers without whose they are"),
    },
    timer_pauses: {
      rights: "select",
      distributed: "reference",
      persons: nobodys("that the timers rest"),
    },
    mission_timer_failures: {
      distributed: byMission,
      persons: nobodys("that a timer failed"),
      impersonal: ["reason"],
    },
  },
};
