import { given, type Manifest, secret } from "../../core/manifest.ts";

export const passkeysManifest: Manifest = {
  feature: "passkeys",
  floor: "identity",
  tables: {
    passkeys: {
      distributed: "local",
      personal: { name: given("account", "deleted"), credential_id: secret, public_key: secret },
      impersonal: ["transports"],
    },
    passkey_challenges: { distributed: "local", personal: { challenge_hash: secret } },
  },
};
