import { given, type Manifest } from "../../core/manifest.ts";

const written = given("party", "emptied");

export const missionsManifest: Manifest = {
  feature: "missions",
  tables: {
    missions: {
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
    mission_addenda: { personal: { text: written } },
    mission_reasons: { personal: { text: given("both sides", "emptied") }, impersonal: ["author", "move"] },
    mission_tallies: {},
    mission_timer_failures: { impersonal: ["reason"] },
  },
};
