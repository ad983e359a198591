import { z } from "zod";
import { plainText } from "../../http/common-contract.ts";

const ReasonText = plainText({ min: 3, max: 2_000, multiline: true });
/** Why: asked of whoever changes the course of somebody else's work. */
export const Reason = z.strictObject({ reason: ReasonText });
/** A body that is missing lacks its reason. */
export const AskedReason = z.preprocess((body) => body ?? {}, Reason);
export const Cancellation = z
  .strictObject({
    reason: ReasonText.optional().meta({ description: "Required where there are offers to be told" }),
  })
  .nullish();
export const Resolution = z.strictObject({
  outcome: z.enum(["in_progress", "completed", "cancelled"]),
  reason: ReasonText,
});
