import { given, type Manifest, secret } from "../../core/manifest.ts";

export const sessionsManifest: Manifest = {
  feature: "sessions",
  tables: {
    sessions: {
      personal: { user_agent: given("account", "deleted"), address: given("account", "deleted") },
      impersonal: ["end_reason"],
    },
    refresh_tokens: { personal: { token_hash: secret, parent_hash: secret } },
  },
};
