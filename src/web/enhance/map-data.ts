import type { List, MissionSummary } from "../lib/api-types.ts";

interface Point {
  readonly latitude: number;
  readonly longitude: number;
}

const EARTH_RADIUS_KM = 6_371;
const CORNERS = 64;

/** A circle as a closed ring of `[longitude, latitude]`: great-circle destinations all around the centre. */
export function circleAround({ latitude, longitude }: Point, radiusKm: number): [number, number][] {
  const radians = Math.PI / 180;
  const angle = radiusKm / EARTH_RADIUS_KM;
  const phi = latitude * radians;
  return Array.from({ length: CORNERS + 1 }, (_, corner) => {
    const bearing = ((corner % CORNERS) / CORNERS) * 2 * Math.PI;
    const phi2 = Math.asin(
      Math.sin(phi) * Math.cos(angle) + Math.cos(phi) * Math.sin(angle) * Math.cos(bearing),
    );
    const turn = Math.atan2(
      Math.sin(bearing) * Math.sin(angle) * Math.cos(phi),
      Math.cos(angle) - Math.sin(phi) * Math.sin(phi2),
    );
    return [longitude + turn / radians, phi2 / radians];
  });
}

/** A list of the API page after page, until its end or `most` pages are read. */
export async function everyPage<Item>(
  read: (cursor: string | null) => Promise<List<Item>>,
  most: number,
): Promise<Item[]> {
  const items: Item[] = [];
  let cursor: string | null = null;
  for (let pages = 0; pages < most; pages++) {
    const page: List<Item> = await read(cursor);
    items.push(...page.items);
    cursor = page.nextCursor;
    if (cursor === null) break;
  }
  return items;
}

/** Missions of one commune stand on one point: one marker holds them all. */
export function groupByPlace(missions: readonly MissionSummary[]): MissionSummary[][] {
  const groups = Map.groupBy(
    missions.filter(({ location }) => location !== null),
    ({ location }) => `${location?.latitude} ${location?.longitude}`,
  );
  return [...groups.values()];
}

/** Joins groups whose labels would cover each other: each to the first that stands too near on the screen. */
export function joinCrowded<Item>(
  groups: readonly (readonly Item[])[],
  position: (group: readonly Item[]) => { x: number; y: number },
  room: { x: number; y: number },
): Item[][] {
  const joined: { items: Item[]; x: number; y: number }[] = [];
  for (const group of groups) {
    const { x, y } = position(group);
    const near = joined.find((other) => Math.abs(other.x - x) < room.x && Math.abs(other.y - y) < room.y);
    if (near === undefined) joined.push({ items: [...group], x, y });
    else near.items.push(...group);
  }
  return joined.map(({ items }) => items);
}
