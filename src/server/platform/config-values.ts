import { isIP } from "node:net";
import { z } from "zod";

/** One environment variable each; every message says what was expected, so that a wrong value can be mended. */
export const port = (fallback: number) => integer(fallback, 0, 65_535);

export function integer(fallback: number, min: number, max: number) {
  const expected = `a whole number from ${min} to ${max}`;
  return z
    .string()
    .regex(/^\d{1,9}$/, expected)
    .transform(Number)
    .refine((value) => value >= min && value <= max, expected)
    .default(fallback);
}

export const choice = <const T extends readonly [string, ...string[]]>(values: T) =>
  z.enum(values, { error: `one of ${values.join(", ")}` });

export function url(...protocols: string[]) {
  const expected = `a URL that starts with ${protocols.map((p) => `${p}//`).join(" or ")}`;
  return z.string().refine((value) => {
    const parsed = URL.parse(value);
    return parsed !== null && protocols.includes(parsed.protocol);
  }, expected);
}

/** Who mails are from: one address, with a name before it or none. */
export const sender = z
  .string()
  .regex(
    /^(?:[^\p{Cc}"(),:;<>@[\\\]]{1,100} )?<[^\s\p{Cc}"(),:;<>@]+@[^\s\p{Cc}"(),:;<>@]+>$|^[^\s\p{Cc}"(),:;<>@]+@[^\s\p{Cc}"(),:;<>@]+$/u,
    "an address for mail, or a name and an address: Swideal <bonjour@example.org>",
  );

/** Whom to write to, as a URI; an address may stand for itself. */
export const contact = z
  .string()
  .transform((value) => (/^[^\s:/]+@[^\s:/]+$/.test(value) ? `mailto:${value}` : value))
  .refine((value) => {
    const parsed = /[\s\p{Cc}]/u.test(value) ? null : URL.parse(value);
    return parsed !== null && ["mailto:", "https:", "tel:"].includes(parsed.protocol);
  }, "an address for mail, or a URL that starts with https:, mailto: or tel:");

/** Where people reach the program. Its pages and cookies begin at the root, so there is no room for a path. */
export const origin = z
  .string()
  .refine((value) => {
    const parsed = URL.parse(value);
    return parsed !== null && /^https?:$/.test(parsed.protocol) && parsed.href === `${parsed.origin}/`;
  }, "an address such as https://example.org, without a path, a question or a name of a user")
  .transform((value) => new URL(value).origin);

export const urls = (...protocols: string[]) =>
  z
    .string()
    .transform((value) =>
      value
        .split(",")
        .map((part) => part.trim())
        .filter(Boolean),
    )
    .pipe(z.array(url(...protocols)))
    .default([]);

export const webOrigins = z
  .string()
  .transform((value) =>
    value
      .split(",")
      .map((part) => part.trim())
      .filter(Boolean),
  )
  .refine(
    (list) => list.every((origin) => URL.parse(origin)?.origin === origin),
    "a list of origins such as https://example.org",
  )
  .default([]);

const isCidr = (value: string) => {
  const [address = "", bits, ...rest] = value.split("/");
  const family = isIP(address);
  if (family === 0 || rest.length > 0) return false;
  return bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= (family === 4 ? 32 : 128));
};

export const cidrs = z
  .string()
  .transform((value) =>
    value
      .split(",")
      .map((part) => part.trim())
      .filter(Boolean),
  )
  .refine(
    (list) => list.every(isCidr),
    "a list of addresses or networks such as 10.0.0.0/8,::1 (never a number of hops)",
  )
  .default([]);

/** `POINTS/SECONDS`, e.g. `60/60`. */
export function rate(points: number, seconds: number) {
  return z
    .string()
    .regex(/^[1-9]\d{0,6}\/[1-9]\d{0,6}$/, "POINTS/SECONDS, e.g. 60/60")
    .transform((value) => {
      const [p, s] = value.split("/").map(Number);
      return { points: p as number, seconds: s as number };
    })
    .default({ points, seconds });
}

export const currency = z
  .string()
  .refine((code) => Intl.supportedValuesOf("currency").includes(code), "an ISO 4217 code such as EUR")
  .default("EUR");

export const timeZone = z
  .string()
  .refine(
    (zone) => zone === "UTC" || Intl.supportedValuesOf("timeZone").includes(zone),
    "an IANA time zone such as Europe/Paris",
  )
  .default("Europe/Paris");

/** At least 32 random bytes in base64url; several, separated by commas: the first signs, all verify. */
export const secretKeys = z
  .string()
  .transform((value) => value.split(",").map((part) => part.trim()))
  .refine(
    (list) => list.every((key) => /^[A-Za-z0-9_-]{43,}$/.test(key)),
    "keys of 32 random bytes or more in base64url, separated by commas",
  );

export const jwkSet = z.string().transform((value, context): JsonWebKey[] => {
  try {
    const { keys } = JSON.parse(value) as { keys?: unknown };
    if (Array.isArray(keys) && keys.length > 0 && keys.every(isPrivateEd25519)) return keys;
  } catch {}
  context.addIssue({ code: "custom", message: 'a JWK set of private Ed25519 keys with "kid"' });
  return z.NEVER;
});

const isPrivateEd25519 = (key: Record<string, unknown> | null) =>
  key?.kty === "OKP" &&
  key.crv === "Ed25519" &&
  [key.x, key.d, key.kid].every((part) => typeof part === "string");
