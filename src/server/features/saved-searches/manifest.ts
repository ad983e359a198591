import { derived, given, type Manifest } from "../../core/manifest.ts";

const asked = derived("account", "deleted");

export const savedSearchesManifest: Manifest = {
  feature: "saved-searches",
  floor: "exchange",
  tables: {
    saved_searches: {
      distributed: "local",
      personal: { name: given("account", "deleted") },
      impersonal: ["frequency", "place_insee_code"],
    },
    // Goes with the last search that asks it.
    alert_queries: {
      distributed: "local",
      personal: {
        query: asked,
        latitude: asked,
        longitude: asked,
        chord: asked,
        words: asked,
      },
      impersonal: ["category", "language"],
    },
    alert_anchors: { rights: "select, insert, delete", distributed: "local" },
    alert_matches: { rights: "select, insert, delete", distributed: "local" },
    alerts_sent: { distributed: "local" },
  },
};
