import { z } from "zod";
import { page, queryInteger, queryNumber } from "../../http/common-contract.ts";

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
    commune: z
      .string()
      .nullable()
      .meta({ description: "Of an arrondissement of Paris, Lyon or Marseille its commune's INSEE code" }),
    formerName: z
      .string()
      .nullable()
      .meta({ description: "What was asked for, where it is part of this commune now: Annecy-le-Vieux" }),
  })
  .meta({ id: "Place" });
export type PlaceItem = z.infer<typeof PlaceItem>;

export const PlacePage = page(PlaceItem);
export type PlacePage = z.infer<typeof PlacePage>;

export const PointQuery = z.object({
  lat: queryNumber(-90, 90),
  lng: queryNumber(-180, 180),
});

export const PlacesAtPoint = z
  .strictObject({
    items: z.array(PlaceItem.extend({ distanceKm: z.number() })),
    certain: z.boolean().meta({
      description: "Whether the first is the only one that the point can lie in; else ask which it is",
    }),
  })
  .meta({ id: "PlacesAtPoint" });
export type PlacesAtPoint = z.infer<typeof PlacesAtPoint>;
