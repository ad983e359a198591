import { byUser, endedAgo, given, heldAs, type Manifest, persons, secret } from "../../core/manifest.ts";

/** A job deletes them on the day after. */
const ENDED = endedAgo("1 days");

export const sessionsManifest: Manifest = {
  feature: "sessions",
  floor: "identity",
  tables: {
    sessions: {
      distributed: "local",
      persons: heldAs(
        "connections",
        ["created_at", "last_used_at", "address"],
        persons("account", ENDED, byUser()),
      ),
      personal: { user_agent: given("account", "deleted"), address: given("account", "deleted") },
      impersonal: ["end_reason"],
    },
    refresh_tokens: {
      distributed: "local",
      persons: persons(
        "account",
        ENDED,
        byUser("user_id", { through: { table: "sessions", equal: { session_id: "id" } } }),
      ),
      personal: { token_hash: secret, parent_hash: secret },
    },
  },
};
