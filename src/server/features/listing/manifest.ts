import { byMission, derived, type Manifest } from "../../core/manifest.ts";

const searched = derived("party", "deleted");

export const listingManifest: Manifest = {
  feature: "listing",
  floor: "market",
  tables: {
    mission_cards: {
      distributed: byMission,
      personal: { card: searched, position: searched, search_keys: searched },
      impersonal: ["category"],
    },
    search_terms: { distributed: "local" },
    search_suggestions: { distributed: byMission, personal: { beginning: searched } },
    search_words: { distributed: "local", personal: { word: searched, deletions: searched } },
    search_word_clients: { distributed: "local", personal: { word: searched, written: searched } },
    search_progress: { distributed: "local" },
  },
};
