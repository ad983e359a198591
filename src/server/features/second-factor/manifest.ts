import { type Manifest, secret } from "../../core/manifest.ts";

export const secondFactorManifest: Manifest = {
  feature: "second-factor",
  tables: {
    totp_secrets: { personal: { sealed_secret: secret } },
    recovery_codes: { personal: { code_hash: secret } },
  },
};
