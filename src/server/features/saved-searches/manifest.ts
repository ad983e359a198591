import {
  byUser,
  derived,
  erasedByOwner,
  given,
  type Manifest,
  madeAgo,
  nobodys,
  persons,
  withAccount,
} from "../../core/manifest.ts";
import { ALERTS_SENT_KEPT, MATCHES_KEPT } from "./alert-queries.ts";

const asked = derived("account", "deleted");

export const savedSearchesManifest: Manifest = {
  feature: "saved-searches",
  floor: "exchange",
  tables: {
    saved_searches: {
      distributed: "local",
      persons: erasedByOwner(persons("search", withAccount, byUser())),
      personal: { name: given("account", "deleted") },
      impersonal: ["frequency", "place_insee_code"],
    },
    // Goes with the last search that asks it.
    alert_queries: {
      distributed: "local",
      // Others may ask the same.
      persons: erasedByOwner(
        persons(
          "search",
          withAccount,
          byUser("user_id", {
            through: { table: "saved_searches", equal: { hash: "query_hash" } },
            without: ["read_by"],
          }),
        ),
      ),
      personal: {
        query: given("account", "deleted"),
        latitude: asked,
        longitude: asked,
        chord: asked,
        words: asked,
      },
      impersonal: ["category", "language"],
    },
    alert_anchors: {
      rights: "select, insert, delete",
      distributed: "local",
      persons: nobodys("keys made of what is searched for"),
    },
    alert_matches: {
      rights: "select, insert, delete",
      distributed: "local",
      persons: persons("search", madeAgo(MATCHES_KEPT), byUser()),
    },
    alerts_sent: { distributed: "local", persons: persons("search", madeAgo(ALERTS_SENT_KEPT), byUser()) },
  },
};
