import { z } from "zod";

/** One kind of refusal, in the reader's language. */
export const ProblemGuide = z
  .strictObject({
    type: z.string().meta({ description: "As problems have it; leads to a page for people" }),
    code: z.string(),
    status: z.int(),
    title: z.string(),
    detail: z.string().meta({ description: "The sentence that problems of this code carry" }),
    meaning: z.string(),
    next: z.string().meta({ description: "What to do next" }),
    extras: z
      .array(z.strictObject({ name: z.string(), in: z.enum(["header", "body"]), text: z.string() }))
      .meta({ description: "What such a refusal carries beside the members of every problem" }),
  })
  .meta({ id: "ProblemGuide" });
export type ProblemGuide = z.infer<typeof ProblemGuide>;

export const ProblemGuideList = z.strictObject({ items: z.array(ProblemGuide), nextCursor: z.null() });
