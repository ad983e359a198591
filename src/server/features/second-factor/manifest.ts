import { type Manifest, secret } from "../../core/manifest.ts";

export const secondFactorManifest: Manifest = {
  feature: "second-factor",
  floor: "identity",
  tables: {
    totp_secrets: { distributed: "local", personal: { sealed_secret: secret } },
    recovery_codes: { distributed: "local", personal: { code_hash: secret } },
  },
};
