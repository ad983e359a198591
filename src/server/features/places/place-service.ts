import type { Database } from "../../platform/database/database.ts";
import type { PlacePage } from "./place-contract.ts";
import { parsePlaceSearch, shownPostalCode } from "./place-keys.ts";
import { searchPlaces } from "./place-queries.ts";

/** The likeliest communes for what was typed, best first; none when it says nothing. One page is all. */
export async function findPlaces(
  { reader }: Pick<Database, "reader">,
  text: string,
  limit: number,
): Promise<PlacePage> {
  const search = parsePlaceSearch(text);
  const places = await searchPlaces(reader, search, limit);
  return {
    items: places.map((place) => ({
      ...place,
      postalCode: shownPostalCode(place, search.numbers),
      postalCodes: [...place.postalCodes],
    })),
    nextCursor: null,
  };
}
