import { createPrivateKey, createPublicKey, hash, randomUUID } from "node:crypto";
import { errors, jwtVerify, SignJWT } from "jose";
import { LRUCache } from "lru-cache";
import { z } from "zod";
import { AppError, type RefusedAttempt } from "../../core/errors.ts";
import type { ReadSubject, TokenSubject } from "../../http/requests/authentication.ts";
import type { KeySet } from "./session-contract.ts";

export const ACCESS_TOKEN_SECONDS = 15 * 60;

const ALGORITHM = "EdDSA";
/** RFC 9068: no other kind of token passes for an access token. */
const TYPE = "at+jwt";

export interface AccessTokens {
  /** Valid for `ACCESS_TOKEN_SECONDS` from `now`, the database's clock. */
  issue(
    subject: TokenSubject,
    now: Date,
  ): Promise<{ readonly accessToken: string; readonly accessTokenExpiresAt: string }>;
  /** Throws `token_expired` for a token of ours that is too old, `unauthenticated` for any other. */
  read(token: string): Promise<ReadSubject>;
  readonly keySet: KeySet;
}

export interface AccessTokensOptions {
  /** Private Ed25519 keys with their `kid`; the first signs, all verify. */
  readonly keys: readonly JsonWebKey[];
  readonly publicUrl: () => string;
}

/** What a token says, once its signature was found good: that does not change before it expires. */
type Verified = ReadSubject;

/** Good tokens, by their hash: to look at a signature takes as long as half a dozen statements. */
const REMEMBERED = 10_000;

/** Not of our making, or changed since. */
const FORGED: RefusedAttempt = {
  action: "session.use",
  resource: { type: "session", id: null },
  reason: "forged_token",
};

/** What we write into a token; others than these are let through, for the day a release adds one. */
const Claims = z
  .object({
    aud: z.string(),
    sub: z.uuid(),
    sid: z.uuid(),
    iat: z.int(),
    exp: z.int(),
    jti: z.string(),
  })
  .refine(({ iat, exp }) => exp - iat <= ACCESS_TOKEN_SECONDS);

export function createAccessTokens({ keys, publicUrl }: AccessTokensOptions): AccessTokens {
  const ours = keys.map(importKey);
  const [signing] = ours;
  if (signing === undefined) throw new Error("a key is needed to sign access tokens");
  // A header must be, to the letter, one that we write. So nothing in it can choose an algorithm, a key or
  // an address to look for one (RFC 8725, sections 3.1 and 3.10): it only picks among our own keys.
  const verifying = new Map(ours.map(({ header, publicKey }) => [encode(header), publicKey]));
  const audience = () => `${publicUrl()}/api/v1`;
  const known = new LRUCache<string, Verified>({ max: REMEMBERED });

  /** Throws what `read` makes a refusal of. */
  const verify = async (token: string): Promise<Verified> => {
    const [header = "", claims = "", ...signature] = token.split(".");
    const key = verifying.get(header);
    if (key === undefined || ![claims, ...signature].every(isSpelledOneWay)) {
      throw new AppError("unauthenticated");
    }
    const { payload } = await jwtVerify(token, key, {
      algorithms: [ALGORITHM],
      typ: TYPE,
      issuer: publicUrl(),
      audience: audience(),
      requiredClaims: ["exp", "iat", "jti"],
    });
    // Members that stand twice, and numbers that JSON cannot say back.
    if (encode(payload) !== claims) throw new AppError("unauthenticated");
    const { sub, sid, exp } = Claims.parse(payload);
    return { userId: sub, sessionId: sid, expiresAt: exp * 1_000 };
  };

  return {
    async issue({ userId, sessionId }, now) {
      const issuedAt = Math.floor(now.getTime() / 1_000);
      const expiresAt = issuedAt + ACCESS_TOKEN_SECONDS;
      const accessToken = await new SignJWT({ sid: sessionId })
        .setProtectedHeader(signing.header)
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
      const name = hash("sha256", token);
      const before = known.get(name);
      if (before !== undefined && before.expiresAt > Date.now()) return before;
      try {
        const verified = await verify(token);
        known.set(name, verified);
        return verified;
      } catch (error) {
        const code = error instanceof errors.JWTExpired ? "token_expired" : "unauthenticated";
        throw new AppError(code, { cause: error, ...(code === "unauthenticated" && { attempt: FORGED }) });
      }
    },
    keySet: { keys: ours.map(({ published }) => published) },
  };
}

const encode = (part: object): string => Buffer.from(JSON.stringify(part)).toString("base64url");

/** Decoders take several spellings for the same bytes; a token has one. */
const isSpelledOneWay = (part: string): boolean =>
  Buffer.from(part, "base64url").toString("base64url") === part;

function importKey(jwk: JsonWebKey) {
  const { kid, x } = jwk as { kid?: unknown; x?: unknown };
  if (typeof kid !== "string" || typeof x !== "string") throw new Error("a signing key lacks its kid or x");
  const privateKey = createPrivateKey({ key: { ...jwk }, format: "jwk" });
  const published = { kty: "OKP", crv: "Ed25519", x, kid, alg: ALGORITHM, use: "sig" } as const;
  const header = { alg: ALGORITHM, typ: TYPE, kid };
  return { header, privateKey, publicKey: createPublicKey(privateKey), published };
}
