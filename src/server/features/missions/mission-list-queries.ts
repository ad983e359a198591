import { type RawBuilder, sql } from "kysely";
import type { Position } from "../../http/cursor.ts";
import type { Connection } from "../../platform/database/database.ts";

/** Mean radius of the Earth (IUGG). */
const EARTH_RADIUS_KM = 6_371.0088;

export interface Point {
  readonly latitude: number;
  readonly longitude: number;
}

export interface CardFilters {
  readonly category: string | null;
  readonly budgetMin: number | null;
  readonly budgetMax: number | null;
  readonly remote: boolean | null;
  readonly near: Point | null;
  readonly radiusKm: number | null;
}

/** A card as it is read: JSON text, its tally, and the sort value that a cursor needs. */
export interface CardRow {
  readonly missionId: string;
  readonly card: string;
  readonly offerCount: number;
  readonly bestOfferCents: number | null;
  /** Straight line on the unit sphere to the point asked for; null without one. */
  readonly chord: number | null;
  readonly sortValue: string | number;
}

/** The straight line through the unit sphere that spans `km` along its surface. */
export const chordOf = (km: number) => 2 * Math.sin(Math.min(km / EARTH_RADIUS_KM, Math.PI) / 2);
/** Great-circle distance in kilometres, to ten metres. */
export const kilometresOf = (chord: number) =>
  Math.round(2 * Math.asin(Math.min(chord / 2, 1)) * EARTH_RADIUS_KM * 100) / 100;

const centreOf = ({ latitude, longitude }: Point) =>
  sql`sphere_point(${latitude}::float8, ${longitude}::float8)`;

/** Conditions on `c`, a row of mission_cards; always parameters, one text for each combination of filters. */
export function conditions(filters: CardFilters): RawBuilder<unknown> {
  const all: RawBuilder<unknown>[] = [sql`true`];
  if (filters.category !== null) all.push(sql`c.category = ${filters.category}`);
  if (filters.budgetMin !== null) all.push(sql`c.budget_sort >= greatest(${filters.budgetMin}::bigint, 1)`);
  if (filters.budgetMax !== null) all.push(sql`c.budget_sort between 1 and ${filters.budgetMax}::bigint`);
  if (filters.remote !== null) all.push(filters.remote ? sql`c.remote` : sql`not c.remote`);
  if (filters.near !== null && filters.radiusKm !== null) {
    const centre = centreOf(filters.near);
    const chord = chordOf(filters.radiusKm);
    // The box finds them in the index, the line keeps those within the circle.
    all.push(sql`c.position <@ cube_enlarge(${centre}, ${chord}::float8, 4)`);
    all.push(sql`c.position <-> ${centre} <= ${chord}::float8 + 1e-7`);
  }
  return sql.join(all, sql` and `);
}

/** What every list of cards selects from `c` and its tally `t`. */
export function cardColumns(near: Point | null): RawBuilder<unknown> {
  return sql`
    c.mission_id as "missionId", c.card, coalesce(t.offer_count, 0) as "offerCount",
    t.best_offer_cents as "bestOfferCents",
    ${near === null ? sql`null::float8` : sql`c.position <-> ${centreOf(near)}`} as chord`;
}

/** Which cards a list is made of: all, or those that a search left. */
export interface CardSource {
  /** Stands for `mission_cards c` in a `from`. */
  readonly source: RawBuilder<unknown>;
  readonly condition: RawBuilder<unknown>;
}
export const allCards: CardSource = { source: sql`mission_cards c`, condition: sql`true` };

/** The orders that an index holds; each with the column, its direction and how a cursor's value is bound. */
const orders = {
  hot: { column: sql`c.hot_rank`, bind: (value: unknown) => sql`${value}::bigint` },
  newest: {
    // As text, for PostgreSQL knows microseconds and a Date does not.
    column: sql`c.published_at`,
    bind: (value: unknown) => sql`${value}::timestamptz`,
  },
  budget: { column: sql`c.budget_sort`, bind: (value: unknown) => sql`${value}::bigint` },
};
export type IndexedOrder = keyof typeof orders;

/**
 * A page in one of the index's orders, after the position of a cursor. Tallies are joined to the page alone: estimates
 * of how many cards hold a word are poor, and a plan that believes them reads every tally.
 */
export async function listCards(
  connection: Connection,
  cards: CardSource,
  order: IndexedOrder,
  filters: CardFilters,
  after: Position | null,
  limit: number,
): Promise<CardRow[]> {
  const { column, bind } = orders[order];
  const seek =
    after === null ? sql`` : sql`and (${column}, c.mission_id) < (${bind(after[0])}, ${after[1]}::uuid)`;
  const { rows } = await sql<CardRow>`
    select ${cardColumns(filters.near)}, ${order === "newest" ? sql`c.published_at::text` : column} as "sortValue"
    from (
      select c.* from ${cards.source}
      where ${cards.condition} and ${conditions(filters)} ${seek}
      order by ${column} desc, c.mission_id desc
      limit ${limit}
    ) as c left join mission_tallies t on t.mission_id = c.mission_id
    order by ${column} desc, c.mission_id desc`.execute(connection);
  return rows;
}

/**
 * A page by distance, nearest first, walked along the spatial index; what has no place is left out. The index
 * knows distances alone (PostgreSQL 15 cannot add the id to its order), so a cursor names, beside the distance
 * it ends with, the ids that were already shown at exactly that distance.
 */
export async function listNearest(
  connection: Connection,
  cards: CardSource,
  near: Point,
  filters: CardFilters,
  after: Position | null,
  limit: number,
): Promise<CardRow[]> {
  const distance = sql`c.position <-> ${centreOf(near)}`;
  const [last, ...shown] = after ?? [];
  const seek =
    after === null
      ? sql``
      : sql`and ${distance} >= ${last}::float8 and c.mission_id <> all (${shown}::uuid[])`;
  const { rows } = await sql<CardRow>`
    select ${cardColumns(near)}, ${distance} as "sortValue"
    from ${cards.source} left join mission_tallies t on t.mission_id = c.mission_id
    where ${cards.condition} and c.position is not null and ${conditions(filters)} ${seek}
    order by ${distance}
    limit ${limit}`.execute(connection);
  return rows;
}

/** Where a walk by distance goes on behind these rows. */
export function nearestPosition(shown: readonly CardRow[], after: Position | null): Position {
  const last = shown.at(-1)?.sortValue ?? 0;
  const before = after !== null && after[0] === last ? after.slice(1) : [];
  const ids = shown.filter(({ sortValue }) => sortValue === last).map(({ missionId }) => missionId);
  return [last, ...before, ...ids];
}

/** Cards by their ids, in the order of the ids; those that are gone are left out. */
export async function cardsById(
  connection: Connection,
  ids: readonly string[],
  near: Point | null,
): Promise<CardRow[]> {
  const { rows } = await sql<CardRow>`
    select ${cardColumns(near)}, 0 as "sortValue"
    from unnest(${ids}::uuid[]) with ordinality as wanted (id, place)
    join mission_cards c on c.mission_id = wanted.id
    left join mission_tallies t on t.mission_id = c.mission_id
    order by wanted.place`.execute(connection);
  return rows;
}
