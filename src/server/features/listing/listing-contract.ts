import { z } from "zod";
import {
  CategoryName,
  PageQuery,
  queryBoolean,
  queryInteger,
  queryNumber,
} from "../../http/common-contract.ts";

export const MissionSort = z.enum(["hot", "newest", "budget", "distance", "relevance"]);
export type MissionSort = z.infer<typeof MissionSort>;

export const MissionListQuery = PageQuery.extend({
  q: z.string().max(5_000).optional().meta({ description: "French full-text search; any string" }),
  sort: MissionSort.optional(),
  category: CategoryName.optional(),
  budgetMin: queryInteger(0, 100_000_000).optional(),
  budgetMax: queryInteger(0, 100_000_000).optional(),
  lat: queryNumber(-90, 90).optional(),
  lng: queryNumber(-180, 180).optional(),
  radiusKm: queryNumber(0.1, 500).optional(),
  remote: queryBoolean.optional(),
  allWords: queryBoolean.optional().meta({
    description:
      "true: every word of `q`, in any form or by a synonym; no typing error is put right, and `sort` is `newest` unless " +
      "it is given; not `relevance`",
  }),
});
export type MissionListQuery = z.infer<typeof MissionListQuery>;

export const SuggestQuery = z.object({ q: z.string().max(200), limit: queryInteger(1, 20).default(8) });
export const Suggestions = z.strictObject({
  items: z.array(z.strictObject({ text: z.string(), kind: z.enum(["category", "title"]) })),
});

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
