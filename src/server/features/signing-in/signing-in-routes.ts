import { problems } from "../../http/answers/openapi.ts";
import type { App } from "../../http/app.ts";
import { originOf } from "../../http/requests/authentication.ts";
import { SignedIn } from "../accounts/index.ts";
import { PasskeySignIn, RequestOptions } from "../passkeys/index.ts";
import type { RefreshCookie } from "../sessions/index.ts";
import type { PasskeySignIn as PasskeySignInService } from "./passkey-sign-in.ts";
import type { SignIn } from "./password-sign-in.ts";
import { Credentials } from "./signing-in-contract.ts";

const tags = ["Accounts"];

export interface SigningInRoutesDependencies {
  readonly signIn: SignIn;
  readonly passkeySignIn: PasskeySignInService;
  readonly refreshCookie: RefreshCookie;
}

export function signingInRoutes(
  api: App,
  { signIn, passkeySignIn, refreshCookie }: SigningInRoutesDependencies,
): void {
  api.post("/auth/login", {
    config: {
      access: "public",
      audit: ["session.login", "session.end", "second_factor.use_recovery_code"],
      limits: ["global", "login"],
    },
    schema: {
      tags,
      operationId: "login",
      summary: "Sign in",
      body: Credentials,
      response: { 200: SignedIn, ...problems(400, 401, 403, 413, 415, 503) },
    },
    handler: async (request, reply) => {
      const { signedIn, refreshToken } = await signIn(request.body, originOf(request));
      refreshCookie.set(reply, refreshToken);
      return signedIn;
    },
  });

  api.post("/auth/passkey/options", {
    config: { access: "public", audit: { none: "a challenge, which nobody has met yet" } },
    schema: {
      tags,
      operationId: "beginPasskeySignIn",
      summary: "What a browser needs to use a passkey, within 5 minutes",
      response: { 200: RequestOptions, ...problems(400, 401, 403, 413, 415, 503) },
    },
    handler: () => passkeySignIn.options(),
  });

  api.post("/auth/passkey", {
    config: { access: "public", audit: ["session.login", "session.end"], limits: ["global", "login"] },
    schema: {
      tags,
      operationId: "signInByPasskey",
      summary: "Sign in by a passkey, which counts as both factors",
      body: PasskeySignIn,
      response: { 200: SignedIn, ...problems(400, 401, 403, 413, 415, 503) },
    },
    handler: async (request, reply) => {
      const opened = await passkeySignIn.signIn(request.body.credential, originOf(request));
      refreshCookie.set(reply, opened.refreshToken);
      return opened.signedIn;
    },
  });
}
