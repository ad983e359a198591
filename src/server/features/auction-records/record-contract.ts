import { z } from "zod";
import { Id, Instant } from "../../http/common-contract.ts";

export const AuctionRecord = z
  .strictObject({
    missionId: Id,
    heads: z.array(
      z.strictObject({
        number: z.int(),
        madeAt: Instant,
        signed: z.string().meta({
          description:
            "JWS of the head (RFC 8785): version, mission, number, previous head's SHA-256, and of each line its kind and " +
            "SHA-256(00 ‖ salt ‖ line), in order; by a key of /.well-known/swideal-record-keys.json",
        }),
        lines: z.array(z.strictObject({ position: z.int(), salt: z.string(), line: z.string() })).meta({
          description: "Those that this reader may see and nobody had erased; salts in hexadecimal",
        }),
      }),
    ),
  })
  .meta({ id: "AuctionRecord" });
export type AuctionRecord = z.infer<typeof AuctionRecord>;
