import { derived, type Manifest } from "../../core/manifest.ts";

const searched = derived("party", "deleted");

export const listingManifest: Manifest = {
  feature: "listing",
  tables: {
    mission_cards: {
      personal: { card: searched, position: searched, search_keys: searched },
      impersonal: ["category"],
    },
    search_terms: {},
    search_suggestions: { personal: { beginning: searched } },
    search_words: { personal: { word: searched, deletions: searched } },
    search_word_clients: { personal: { word: searched, written: searched } },
    search_progress: {},
  },
};
