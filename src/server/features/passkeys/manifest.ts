import { byUser, endedAgo, given, type Manifest, persons, secret, withAccount } from "../../core/manifest.ts";

export const passkeysManifest: Manifest = {
  feature: "passkeys",
  floor: "identity",
  tables: {
    passkeys: {
      distributed: "local",
      persons: persons("account", withAccount, byUser()),
      personal: { name: given("account", "deleted"), credential_id: secret, public_key: secret },
      impersonal: ["transports"],
    },
    passkey_challenges: {
      distributed: "local",
      persons: persons("account", endedAgo("1 hours"), byUser()),
      personal: { challenge_hash: secret },
    },
  },
};
