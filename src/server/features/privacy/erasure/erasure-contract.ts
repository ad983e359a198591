import { z } from "zod";
import { Id, Instant } from "../../../http/common-contract.ts";

/** What is done outside of the tables, in this order. */
export const erasureSteps = ["answers", "exports", "jobs", "farewell", "mails", "list"] as const;
export type ErasureStep = (typeof erasureSteps)[number];

const Named = z.strictObject({ what: z.string(), because: z.string() });

/** The receipt of an erasure: it names nobody. Sentences by Accept-Language. */
export const Erasure = z
  .strictObject({
    id: Id,
    erasedAt: Instant,
    /** What went, with the transaction that erased the account. */
    erased: z.array(z.string()),
    kept: z.array(Named),
    /** What is outside of the tables; each is repeated until it is confirmed. */
    steps: z.array(
      z.strictObject({
        step: z.enum(erasureSteps),
        what: z.string(),
        confirmedAt: Instant.nullable(),
      }),
    ),
    done: z.boolean(),
  })
  .meta({ id: "Erasure" });
export type Erasure = z.infer<typeof Erasure>;
