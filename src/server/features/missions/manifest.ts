import { derived, given, type Manifest } from "../../core/manifest.ts";

const written = given("party", "emptied");
const searched = derived("party", "deleted");

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
    mission_cards: {
      personal: { card: searched, position: searched, search_keys: searched },
      impersonal: ["category"],
    },
    mission_tallies: {},
    mission_timer_failures: { impersonal: ["reason"] },
    search_terms: {},
    search_suggestions: { personal: { beginning: searched } },
    search_words: { personal: { word: searched, deletions: searched } },
    search_word_clients: { personal: { word: searched, written: searched } },
    search_progress: {},
  },
};
