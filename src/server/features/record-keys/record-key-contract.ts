import { z } from "zod";

/** The public keys of records and receipts (RFC 7517, RFC 8037): those of before stay, so that old ones can be checked. */
export const RecordKeySet = z
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
  .meta({ id: "RecordKeySet" });
export type RecordKeySet = z.infer<typeof RecordKeySet>;
