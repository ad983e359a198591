import type { Database } from "../../platform/database/database.ts";
import type { Place, Point } from "./place.ts";
import { placesAt } from "./place-at-queries.ts";
import type { PlaceItem, PlacePage, PlacesAtPoint } from "./place-contract.ts";
import { searchPlaces } from "./place-queries.ts";
import { formerNameMeant, type PlaceSearch, parsePlaceSearch, shownPostalCode } from "./place-search.ts";

/** The likeliest places for what was typed, best first; none when it says nothing. One page is all. */
export async function findPlaces(
  { reader }: Pick<Database, "reader">,
  text: string,
  limit: number,
): Promise<PlacePage> {
  const search = parsePlaceSearch(text);
  const places = await searchPlaces(reader, search, limit);
  return { items: places.map((place) => shown(place, search)), nextCursor: null };
}

/** The places that a point may lie in, the likeliest first; none far from France. */
export async function findPlacesAt(
  { reader }: Pick<Database, "reader">,
  point: Point,
): Promise<PlacesAtPoint> {
  const { places, certain } = await placesAt(reader, point);
  return {
    items: places.map(({ distanceKm, ...place }) => ({
      ...shown(place, { name: "", numbers: [] }),
      distanceKm,
    })),
    certain,
  };
}

function shown(
  { formerNames, ...place }: Place,
  { name, numbers }: Pick<PlaceSearch, "name" | "numbers">,
): PlaceItem {
  return {
    ...place,
    postalCode: shownPostalCode(place, numbers),
    postalCodes: [...place.postalCodes],
    formerName: formerNameMeant({ name: place.name, formerNames }, name),
  };
}
