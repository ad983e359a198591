import { given, type Manifest, secret } from "../../core/manifest.ts";

export const sessionsManifest: Manifest = {
  feature: "sessions",
  floor: "identity",
  tables: {
    sessions: {
      distributed: "local",
      personal: { user_agent: given("account", "deleted"), address: given("account", "deleted") },
      impersonal: ["end_reason"],
    },
    refresh_tokens: { distributed: "local", personal: { token_hash: secret, parent_hash: secret } },
  },
};
