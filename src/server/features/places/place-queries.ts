import { sql } from "kysely";
import type { Connection } from "../../platform/database/database.ts";
import type { Place, Point } from "./place.ts";
import type { PlaceSearch } from "./place-keys.ts";

declare module "../../platform/database/schema.ts" {
  interface Tables {
    places: {
      insee_code: string;
      name: string;
      department: string;
      postal_codes: string[];
      latitude: number;
      longitude: number;
      population: number;
      name_key: string;
      words: string;
    };
  }
}

const COLUMNS = sql`
  insee_code as "inseeCode", name, department, postal_codes as "postalCodes", latitude, longitude, population`;
/** What may stand before a name that is otherwise what was typed: "havre" is Le Havre. */
const ARTICLES = ["", "le ", "la ", "les ", "l "];

/**
 * The communes of which every word of the query begins a word or a postal code: those of just that name
 * first, then those whose name begins so, then the others; the most populous first within each.
 */
export async function searchPlaces(
  connection: Connection,
  { name, numbers }: PlaceSearch,
  limit: number,
): Promise<Place[]> {
  const beginnings = [...name.split(" ").filter(Boolean), ...numbers];
  if (beginnings.length === 0) return [];
  // The words are letters and digits alone: nothing in them means anything to a tsquery or to LIKE.
  const query = beginnings.map((word) => `${word}:*`).join(" & ");
  const names = ARTICLES.map((article) => article + name);
  const { rows } = await sql<Place>`
    select ${COLUMNS}
    from places
    where words @@ ${query}::tsquery
    order by name_key <> all (${names}),
      not name_key like any (${names.map((start) => `${start}%`)}),
      population desc,
      insee_code
    limit ${limit}
  `.execute(connection);
  return rows;
}

export async function placeByInseeCode(connection: Connection, inseeCode: string): Promise<Place | null> {
  const { rows } = await sql<Place>`
    select ${COLUMNS} from places where insee_code = ${inseeCode}
  `.execute(connection);
  return rows[0] ?? null;
}

/** No part of France lies farther than this from every commune's point. */
export const NEAREST_KM = 100;
const EARTH_RADIUS_KM = 6371;
const DEGREES = 180 / Math.PI;

/**
 * The commune nearest to a point along the great circle, at most `NEAREST_KM` away, or null. Looks close
 * by first, where nearly every point has one.
 */
export async function nearestPlace(connection: Connection, point: Point): Promise<Place | null> {
  return (
    (await nearestWithin(connection, point, NEAREST_KM / 10)) ?? nearestWithin(connection, point, NEAREST_KM)
  );
}

/**
 * Only what lies within the circle's bounding latitudes (read from an index) and longitudes (J. P.
 * Matuschek, "Finding points within a distance of a latitude/longitude using bounding coordinates")
 * is ordered by the haversine, which grows with the distance.
 */
async function nearestWithin(
  connection: Connection,
  { latitude, longitude }: Point,
  radiusKm: number,
): Promise<Place | null> {
  const angle = radiusKm / EARTH_RADIUS_KM;
  const height = angle * DEGREES;
  const sine = Math.sin(angle) / Math.cos(latitude / DEGREES);
  const width = Math.abs(latitude) + height < 90 ? Math.asin(sine) * DEGREES : 180;
  const { rows } = await sql<Place>`
    select ${COLUMNS}
    from places,
      lateral (select
        sind((latitude - ${latitude}) / 2) ^ 2
          + cosd(latitude) * cosd(${latitude}) * sind((longitude - ${longitude}) / 2) ^ 2 as haversine) as away
    where latitude between ${latitude - height} and ${latitude + height}
      and 180 - abs(180 - abs(longitude - ${longitude})) <= ${width}
      and haversine <= ${Math.sin(angle / 2) ** 2}
    order by haversine, insee_code
    limit 1
  `.execute(connection);
  return rows[0] ?? null;
}
