import { z } from "zod";

export const Statements = z
  .strictObject({
    /** Whether the database counts its statements; if not, `items` is empty and `swideal doctor` says why. */
    available: z.boolean(),
    items: z.array(
      z.strictObject({
        calls: z.int(),
        totalMs: z.number(),
        meanMs: z.number(),
        rows: z.int(),
        text: z.string(),
      }),
    ),
  })
  .meta({ id: "Statements" });
