import { z } from "zod";
import { Id, Instant, plainText } from "../../http/common-contract.ts";

export const Frequency = z.enum(["instant", "daily", "weekly", "off"]);
export type Frequency = z.infer<typeof Frequency>;

const Name = plainText({ min: 1, max: 200 });

export const NewSavedSearch = z
  .strictObject({
    name: Name.optional().meta({ description: "Made of what is searched for, when absent" }),
    query: z.string().max(10_000).meta({ description: "The query string of `GET /missions`" }),
    frequency: Frequency.default("daily"),
  })
  .meta({ id: "NewSavedSearch" });
export type NewSavedSearch = z.infer<typeof NewSavedSearch>;

export const SavedSearchChange = z
  .strictObject({
    name: Name.optional(),
    frequency: Frequency.optional(),
    seen: z.literal(true).optional().meta({ description: "What was found until now is new no more" }),
  })
  .meta({ id: "SavedSearchChange" });
export type SavedSearchChange = z.infer<typeof SavedSearchChange>;

export const SavedSearch = z
  .strictObject({
    id: Id,
    name: z.string(),
    query: z.string().meta({
      description: "What it asks `GET /missions` for, without `allWords=true`, which alerts add",
    }),
    language: z.enum(["fr", "en"]).meta({ description: "In which its words are read" }),
    place: z
      .strictObject({ inseeCode: z.string(), name: z.string(), postalCode: z.string() })
      .nullable()
      .meta({ description: "The town whose own point it searches around" }),
    frequency: Frequency,
    toReview: z.boolean().meta({
      description: "A trade or a town that it names is no more; it is off, and to be saved anew",
    }),
    newCount: z.int().min(0).meta({ description: "Missions that it has found since it was last looked at" }),
    createdAt: Instant,
  })
  .meta({ id: "SavedSearch" });
export type SavedSearch = z.infer<typeof SavedSearch>;

export const SavedSearches = z.strictObject({ items: z.array(SavedSearch), nextCursor: z.null() });
