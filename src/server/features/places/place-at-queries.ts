import { type RawBuilder, sql } from "kysely";
import type { Connection } from "../../platform/database/database.ts";
import type { Place, Point } from "./place.ts";
import { COLUMNS } from "./place-queries.ts";

/** No part of France lies farther than this from every commune's point. */
export const NEAREST_KM = 100;
const EARTH_RADIUS_KM = 6371;
const DEGREES = 180 / Math.PI;

/** A place that a point may lie in, and how far it is from that place's own point. */
export interface PlaceNear extends Place {
  readonly distanceKm: number;
}

/** No commune's extent reaches farther from its point: the largest are in Guyane. */
const FARTHEST_EDGE = 2.5;
const MOST_CANDIDATES = 6;
/** Of two towns whose points are nearly as far the nearer one is as likely the wrong one. */
const CLEARLY_NEARER = 0.6;

/**
 * The places that a point may lie in, the likeliest first; none farther than `NEAREST_KM` from every commune. What is
 * known of a commune is its extent, a box that reaches into its neighbours, and its town: a point lies in one of those
 * whose extent holds it, most likely in the one whose town is nearest. `certain` says that there is only one. Paris, Lyon
 * and Marseille are divided further by the middle of each arrondissement.
 */
export async function placesAt(
  connection: Connection,
  point: Point,
): Promise<{ places: PlaceNear[]; certain: boolean }> {
  const held = await holding(connection, point);
  const nearest = held.length > 0 ? null : await nearestPlace(connection, point);
  const communes = nearest === null ? held : [nearest];
  const [first] = communes;
  if (first === undefined) return { places: [], certain: false };
  const parts = await arrondissementsOf(connection, first.inseeCode, point);
  const certain = communes.length === 1 && held.length === 1;
  const [part, next] = parts;
  if (part === undefined) return { places: communes, certain };
  const clear = next === undefined || part.distanceKm < CLEARLY_NEARER * next.distanceKm;
  const likely = clear ? [part] : parts.slice(0, 3);
  return { places: [...likely, ...communes.slice(1)], certain: certain && clear };
}

/** The likeliest place that a point lies in, or null. */
export async function placeAt(connection: Connection, point: Point): Promise<Place | null> {
  return (await placesAt(connection, point)).places[0] ?? null;
}

async function holding(connection: Connection, point: Point): Promise<PlaceNear[]> {
  const { latitude, longitude } = point;
  const { rows } = await sql<PlaceNear>`
    select ${COLUMNS}, ${kilometresTo(point)} as "distanceKm"
    from places
    where commune_code is null
      and latitude between ${latitude - FARTHEST_EDGE} and ${latitude + FARTHEST_EDGE}
      and ${latitude}::float8 between south and north and ${longitude}::float8 between west and east
    order by "distanceKm", insee_code
    limit ${sql.lit(MOST_CANDIDATES)}
  `.execute(connection);
  return rows;
}

async function arrondissementsOf(
  connection: Connection,
  commune: string,
  point: Point,
): Promise<PlaceNear[]> {
  const { rows } = await sql<PlaceNear>`
    select ${COLUMNS}, ${kilometresTo(point)} as "distanceKm"
    from places where commune_code = ${commune} order by "distanceKm", insee_code
  `.execute(connection);
  return rows;
}

/** By the haversine formula, to ten metres. */
function kilometresTo({ latitude, longitude }: Point): RawBuilder<unknown> {
  return sql`round((2 * ${sql.lit(EARTH_RADIUS_KM)} * asin(least(1, sqrt(
    sind((latitude - ${latitude}) / 2) ^ 2
      + cosd(latitude) * cosd(${latitude}) * sind((longitude - ${longitude}) / 2) ^ 2))))::numeric, 2)::float8`;
}

/**
 * The commune nearest to a point along the great circle, at most `NEAREST_KM` away, or null. Looks close
 * by first, where nearly every point has one.
 */
export async function nearestPlace(connection: Connection, point: Point): Promise<PlaceNear | null> {
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
  point: Point,
  radiusKm: number,
): Promise<PlaceNear | null> {
  const { latitude, longitude } = point;
  const angle = radiusKm / EARTH_RADIUS_KM;
  const height = angle * DEGREES;
  const sine = Math.sin(angle) / Math.cos(latitude / DEGREES);
  const width = Math.abs(latitude) + height < 90 ? Math.asin(sine) * DEGREES : 180;
  const { rows } = await sql<PlaceNear>`
    select ${COLUMNS}, ${kilometresTo(point)} as "distanceKm"
    from places,
      lateral (select
        sind((latitude - ${latitude}) / 2) ^ 2
          + cosd(latitude) * cosd(${latitude}) * sind((longitude - ${longitude}) / 2) ^ 2 as haversine) as away
    where latitude between ${latitude - height} and ${latitude + height}
      and commune_code is null
      and 180 - abs(180 - abs(longitude - ${longitude})) <= ${width}
      and haversine <= ${Math.sin(angle / 2) ** 2}
    order by haversine, insee_code
    limit 1
  `.execute(connection);
  return rows[0] ?? null;
}
