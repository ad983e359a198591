import { createHash, createHmac, randomBytes } from "node:crypto";

/** 256 random bits in base64url. */
const FORM = /^[A-Za-z0-9_-]{43}$/;

export const newRefreshToken = (): string => randomBytes(32).toString("base64url");

export const isRefreshToken = (value: string): boolean => FORM.test(value);

/** What the database keeps. There is nothing to guess in 256 random bits, so a plain hash is enough. */
export const hashRefreshToken = (token: string): Buffer => createHash("sha256").update(token).digest();

/**
 * The token that comes after `token`, once for each key: HMAC-SHA-256 of the parent. So a parent
 * that is seen twice at once gets the same successor twice, though only hashes are kept. The first is
 * the one to issue; the others were issued before the keys changed.
 */
export function successorsOf(token: string, keys: readonly Buffer[]): [string, ...string[]] {
  const successors = keys.map((key) => createHmac("sha256", key).update(token).digest("base64url"));
  const [first, ...others] = successors;
  if (first === undefined) throw new Error("a key is needed to derive refresh tokens");
  return [first, ...others];
}
