import { byUser, type Manifest, persons, secret, withAccount } from "../../core/manifest.ts";

const own = persons("account", withAccount, byUser());

export const secondFactorManifest: Manifest = {
  feature: "second-factor",
  floor: "identity",
  tables: {
    totp_secrets: { distributed: "local", persons: own, personal: { sealed_secret: secret } },
    recovery_codes: { distributed: "local", persons: own, personal: { code_hash: secret } },
  },
};
