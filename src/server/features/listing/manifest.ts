import { byMission, derived, type Manifest, nobodys } from "../../core/manifest.ts";

const searched = derived("party", "deleted");
const MADE = nobodys("made of the texts of missions, and gone with them");

export const listingManifest: Manifest = {
  feature: "listing",
  floor: "market",
  tables: {
    mission_cards: {
      distributed: byMission,
      persons: MADE,
      personal: { card: searched, position: searched, search_keys: searched },
      impersonal: ["category"],
    },
    search_terms: { distributed: "local", persons: nobodys("how often the words of all missions occur") },
    search_suggestions: { distributed: byMission, persons: MADE, personal: { beginning: searched } },
    search_words: {
      distributed: "local",
      persons: MADE,
      personal: { word: searched, deletions: searched },
    },
    search_word_clients: {
      distributed: "local",
      persons: MADE,
      personal: { word: searched, written: searched },
    },
    search_progress: { distributed: "local", persons: nobodys("how far the jobs of search have come") },
  },
};
