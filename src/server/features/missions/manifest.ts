import { byMission, given, type Manifest } from "../../core/manifest.ts";

const written = given("party", "emptied");

export const missionsManifest: Manifest = {
  feature: "missions",
  floor: "market",
  tables: {
    missions: {
      distributed: { by: "mission", column: "id" },
      personal: {
        title: written,
        description: written,
        skills: written,
        place_insee_code: written,
        latitude: written,
        longitude: written,
      },
      impersonal: ["status", "hidden_from", "auction", "category", "performers"],
    },
    mission_addenda: { rights: "select, insert", distributed: byMission, personal: { text: written } },
    mission_reasons: {
      rights: "select, insert",
      distributed: byMission,
      personal: { text: given("both sides", "emptied") },
      impersonal: ["author", "move"],
    },
    mission_tallies: { rights: "select, insert, update", distributed: byMission },
    price_history: { rights: "select, insert", distributed: byMission },
    mission_timer_failures: { distributed: byMission, impersonal: ["reason"] },
  },
};
