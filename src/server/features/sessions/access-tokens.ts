import { createPrivateKey, createPublicKey, type KeyObject, randomUUID } from "node:crypto";
import { errors, type JWTHeaderParameters, jwtVerify, SignJWT } from "jose";
import { z } from "zod";
import { AppError } from "../../core/errors.ts";
import type { KeySet } from "./session-contract.ts";

export const ACCESS_TOKEN_SECONDS = 15 * 60;

const ALGORITHM = "EdDSA";
/** RFC 9068: no other kind of token passes for an access token. */
const TYPE = "at+jwt";

export interface TokenSubject {
  readonly userId: string;
  readonly sessionId: string;
}

export interface AccessTokens {
  /** Valid for `ACCESS_TOKEN_SECONDS` from `now`, the database's clock. */
  issue(
    subject: TokenSubject,
    now: Date,
  ): Promise<{ readonly accessToken: string; readonly accessTokenExpiresAt: string }>;
  /** Throws `token_expired` for a token of ours that is too old, `unauthenticated` for any other. */
  read(token: string): Promise<TokenSubject>;
  readonly keySet: KeySet;
}

export interface AccessTokensOptions {
  /** Private Ed25519 keys with their `kid`; the first signs, all verify. */
  readonly keys: readonly JsonWebKey[];
  readonly publicUrl: () => string;
}

const Claims = z.object({ sub: z.uuid(), sid: z.uuid() });

export function createAccessTokens({ keys, publicUrl }: AccessTokensOptions): AccessTokens {
  const ours = keys.map(importKey);
  const [signing] = ours;
  if (signing === undefined) throw new Error("a key is needed to sign access tokens");
  const verifying = new Map(ours.map(({ kid, publicKey }) => [kid, publicKey]));
  const audience = () => `${publicUrl()}/api/v1`;
  // Neither jku, x5u nor jwk of the token's header is looked at; kid only chooses among our own keys.
  const ownKey = ({ kid }: JWTHeaderParameters): KeyObject => {
    const key = kid === undefined ? undefined : verifying.get(kid);
    if (key === undefined) throw new AppError("unauthenticated");
    return key;
  };
  return {
    async issue({ userId, sessionId }, now) {
      const issuedAt = Math.floor(now.getTime() / 1_000);
      const expiresAt = issuedAt + ACCESS_TOKEN_SECONDS;
      const accessToken = await new SignJWT({ sid: sessionId })
        .setProtectedHeader({ alg: ALGORITHM, typ: TYPE, kid: signing.kid })
        .setIssuer(publicUrl())
        .setAudience(audience())
        .setSubject(userId)
        .setIssuedAt(issuedAt)
        .setExpirationTime(expiresAt)
        .setJti(randomUUID())
        .sign(signing.privateKey);
      return { accessToken, accessTokenExpiresAt: new Date(expiresAt * 1_000).toISOString() };
    },
    async read(token) {
      try {
        const { payload } = await jwtVerify(token, ownKey, {
          algorithms: [ALGORITHM],
          typ: TYPE,
          issuer: publicUrl(),
          audience: audience(),
          requiredClaims: ["exp", "iat", "jti"],
        });
        const { sub, sid } = Claims.parse(payload);
        return { userId: sub, sessionId: sid };
      } catch (error) {
        const code = error instanceof errors.JWTExpired ? "token_expired" : "unauthenticated";
        throw new AppError(code, { cause: error });
      }
    },
    keySet: { keys: ours.map(({ published }) => published) },
  };
}

function importKey(jwk: JsonWebKey) {
  const { kid, x } = jwk as { kid?: unknown; x?: unknown };
  if (typeof kid !== "string" || typeof x !== "string") throw new Error("a signing key lacks its kid or x");
  const privateKey = createPrivateKey({ key: { ...jwk }, format: "jwk" });
  const published = { kty: "OKP", crv: "Ed25519", x, kid, alg: ALGORITHM, use: "sig" } as const;
  return { kid, privateKey, publicKey: createPublicKey(privateKey), published };
}
