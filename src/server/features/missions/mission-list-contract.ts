import { z } from "zod";

const Range = z
  .tuple([z.int().min(0), z.int().min(0)])
  .meta({ description: "Start and end (behind the last), in UTF-16 code units of the plain text" });

/** Where what was searched for stands, as positions in plain text: whoever shows it marks it as it likes. */
export const Highlights = z
  .strictObject({
    title: z.array(Range),
    excerpt: z.strictObject({ text: z.string(), ranges: z.array(Range) }),
  })
  .meta({ id: "Highlights" });
export type Highlights = z.infer<typeof Highlights>;

/** A list of missions; what a search adds is there only where `q` is given. */
export function searchPage<Mission extends z.ZodObject>(mission: Mission) {
  return z
    .strictObject({
      items: z.array(mission.extend({ highlights: Highlights.optional() }).meta({ id: "FoundMission" })),
      nextCursor: z.string().nullable(),
      didYouMean: z
        .string()
        .nullable()
        .optional()
        .meta({ description: "The query as it was understood, where a word of it was typed wrong" }),
    })
    .meta({ id: "MissionSearchPage" });
}
