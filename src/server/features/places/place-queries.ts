import { sql } from "kysely";
import type { Connection } from "../../platform/database/database.ts";
import type { Place, Point } from "./place.ts";
import type { PlaceSearch } from "./place-search.ts";

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
      commune_code: string | null;
      former_names: string[];
      former_keys: string[];
      west: number | null;
      south: number | null;
      east: number | null;
      north: number | null;
    };
  }
}

export const COLUMNS = sql`
  insee_code as "inseeCode", name, department, postal_codes as "postalCodes", latitude, longitude, population,
  commune_code as commune, former_names as "formerNames"`;
/** What may stand before a name that is otherwise what was typed: "havre" is Le Havre. */
const ARTICLES = ["", "le ", "la ", "les ", "l "];

/**
 * The places of which every word of the query begins a word or a postal code. An arrondissement first whose postal code
 * was typed; then those of just that name, or that were called so before they became part of another; then those whose
 * name begins so, then the others; the most populous first within each, arrondissements behind the communes.
 */
export async function searchPlaces(
  connection: Connection,
  { name, numbers, beginnings, arrondissement, department }: PlaceSearch,
  limit: number,
): Promise<Place[]> {
  const words = [...name.split(" ").filter(Boolean), ...beginnings].map((word) => `${word}:*`);
  if (arrondissement !== null) words.push(arrondissement);
  if (words.length === 0) return [];
  // The words are letters and digits alone: nothing in them means anything to a tsquery or to LIKE.
  const query = words.join(" & ");
  const names = ARTICLES.map((article) => article + name);
  const { rows } = await sql<Place>`
    select ${COLUMNS}
    from places
    where words @@ ${query}::tsquery
      and (${department}::text is null or department = ${department})
    order by commune_code is null or not postal_codes && ${numbers}::text[],
      name_key <> all (${names}),
      not former_keys && ${names}::text[],
      not name_key like any (${names.map((start) => `${start}%`)}),
      case when commune_code is null then population else 0 end desc,
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

/** The place whose own point this is, a commune before its parts; null: a point like any other. */
export async function placeOfPoint(
  connection: Connection,
  { latitude, longitude }: Point,
): Promise<Place | null> {
  const { rows } = await sql<Place>`
    select ${COLUMNS} from places
    where latitude = ${latitude}::float8 and longitude = ${longitude}::float8
    order by commune_code nulls first, insee_code limit 1
  `.execute(connection);
  return rows[0] ?? null;
}

/** These of the places, by their INSEE codes, as far as they are there. */
export async function placesByInseeCode(
  connection: Connection,
  inseeCodes: readonly string[],
): Promise<Map<string, Place>> {
  if (inseeCodes.length === 0) return new Map();
  const { rows } = await sql<Place>`
    select ${COLUMNS} from places where insee_code = any (${inseeCodes}::text[])
  `.execute(connection);
  return new Map(rows.map((place) => [place.inseeCode, place]));
}
