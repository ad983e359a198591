import { z } from "zod";
import { Id, Instant } from "../../http/common-contract.ts";

export const Session = z
  .strictObject({
    id: Id,
    createdAt: Instant,
    lastUsedAt: Instant,
    expiresAt: Instant,
    current: z.boolean().meta({ description: "The one that asks" }),
    userAgent: z.string().nullable(),
    address: z.string().nullable(),
  })
  .meta({ id: "Session", description: "User agent and address are those of the sign-in" });
export type Session = z.infer<typeof Session>;

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
