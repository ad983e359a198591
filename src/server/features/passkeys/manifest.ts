import { given, type Manifest, secret } from "../../core/manifest.ts";

export const passkeysManifest: Manifest = {
  feature: "passkeys",
  tables: {
    passkeys: {
      personal: { name: given("account", "deleted"), credential_id: secret, public_key: secret },
      impersonal: ["transports"],
    },
    passkey_challenges: { personal: { challenge_hash: secret } },
  },
};
