import { z } from "zod";
import { page, queryInteger } from "../../http/common-contract.ts";

export const PlacesQuery = z.object({
  q: z
    .string()
    .max(200)
    .meta({ description: "A name, a postal code, or the beginning of either; accents do not matter" }),
  limit: queryInteger(1, 100).default(20),
});

export const PlaceItem = z
  .strictObject({
    name: z.string(),
    postalCode: z.string().meta({ description: "The one asked for, else the main one" }),
    postalCodes: z.array(z.string()),
    inseeCode: z.string(),
    department: z.string().meta({ description: "Code: 69, 2A, 974" }),
    latitude: z.number(),
    longitude: z.number(),
    population: z.int(),
  })
  .meta({ id: "Place" });
export type PlaceItem = z.infer<typeof PlaceItem>;

export const PlacePage = page(PlaceItem);
export type PlacePage = z.infer<typeof PlacePage>;
