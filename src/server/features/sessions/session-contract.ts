import { z } from "zod";

export const Credentials = z
  .strictObject({
    /** Any address may be tried; only what no text of the database can hold is out of form. */
    email: z
      .string()
      .max(254)
      .regex(/^[^\p{Cc}\p{Cs}]+$/u),
    password: z.string().max(1_000),
    totp: z.string().max(20).optional(),
  })
  .meta({ id: "Credentials" });
export type Credentials = z.infer<typeof Credentials>;

/** The public parts of the keys that sign access tokens (RFC 7517, RFC 8037). */
export const KeySet = z
  .strictObject({
    keys: z.array(
      z.strictObject({
        kty: z.literal("OKP"),
        crv: z.literal("Ed25519"),
        x: z.string(),
        kid: z.string(),
        alg: z.literal("EdDSA"),
        use: z.literal("sig"),
      }),
    ),
  })
  .meta({ id: "KeySet" });
export type KeySet = z.infer<typeof KeySet>;
