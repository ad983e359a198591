import type { App } from "../../http/app.ts";
import { defineFeature, type FeatureContext } from "../../http/features/feature.ts";
import type { CheckSecondFactor, PasswordHashing } from "../accounts/index.ts";
import type { PasskeyProof } from "../passkeys/index.ts";
import type { OpenSession, RefreshCookie } from "../sessions/index.ts";
import { signingInManifest } from "./manifest.ts";
import { createPasskeySignIn } from "./passkey-sign-in.ts";
import { createSignIn } from "./password-sign-in.ts";
import { signingInRoutes } from "./signing-in-routes.ts";

interface SigningInNeeds extends FeatureContext {
  readonly hashing: PasswordHashing;
  readonly checkSecondFactor: CheckSecondFactor;
  readonly passkeyProof: PasskeyProof;
  readonly openSession: OpenSession;
  readonly refreshCookie: (api: App) => RefreshCookie;
}

export const signingInFeature = defineFeature(signingInManifest, (needs: SigningInNeeds) => {
  const { database, emailVerification, openSession, hashing, checkSecondFactor, attempts } = needs;
  const opening = { database, emailVerification, openSession };
  const signIn = createSignIn({ ...opening, hashing, checkSecondFactor, attempts });
  const passkeySignIn = createPasskeySignIn({ ...opening, passkeyProof: needs.passkeyProof });
  return {
    registerRoutes: (api: App) =>
      signingInRoutes(api, { signIn, passkeySignIn, refreshCookie: needs.refreshCookie(api) }),
  };
});
