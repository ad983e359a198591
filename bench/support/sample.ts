import type { Workbench } from "./workbench.ts";

export const PARIS = { lat: 48.8566, lng: 2.3522 };
/** Among fields: some ten missions a million within ten kilometres of most of its villages. */
export const CREUSE = { lat: 46.06, lng: 2.05 };

/** So many published missions, evenly spread over the order of their ids. */
export async function missionIds({ rows }: Pick<Workbench, "rows">, count: number): Promise<string[]> {
  const found = await rows<{ id: string }>(
    `select mission_id as id from (
       select mission_id, row_number() over (order by mission_id) as number, count(*) over () as total
       from mission_cards) as cards
     where number % greatest(total / $1::bigint, 1) = 0 order by number limit $1`,
    [count],
  );
  return found.map(({ id }) => id);
}

/** Addresses of "nearest first, within 10 km" around so many points near this one. */
export function withinTenKilometres({ lat, lng }: { lat: number; lng: number }, points: number) {
  return Array.from({ length: points }, (_, index) => {
    const query = new URLSearchParams({
      sort: "distance",
      lat: (lat + index / 200).toFixed(4),
      lng: (lng + index / 200).toFixed(4),
      radiusKm: "10",
    });
    return { path: `/api/v1/missions?${query}` };
  });
}
