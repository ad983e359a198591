import { type RawBuilder, sql } from "kysely";
import type { Position } from "../../http/requests/cursor.ts";
import { AS_BYTES, type ByteRow } from "../../platform/database/byte-text.ts";
import type { Connection } from "../../platform/database/database.ts";
import { joinTally } from "../missions/index.ts";
import {
  type CardRow,
  cardColumns,
  centreOf,
  chordOf,
  isThere,
  type ListedCard,
  listedCard,
  listedColumns,
  type Point,
} from "./card-rows.ts";

export interface CardFilters {
  readonly category: string | null;
  readonly budgetMin: number | null;
  readonly budgetMax: number | null;
  readonly remote: boolean | null;
  readonly near: Point | null;
  readonly radiusKm: number | null;
}

/** What each filter asks of `c`, a row of mission_cards. Values are SQL: a parameter, or a column that has them. */
export const filterSql = {
  category: (value: RawBuilder<unknown>) => sql`c.category = ${value}`,
  budgetMin: (cents: RawBuilder<unknown>) => sql`c.budget_sort >= greatest(${cents}::bigint, 1)`,
  budgetMax: (cents: RawBuilder<unknown>) => sql`c.budget_sort between 1 and ${cents}::bigint`,
  /** @param chord the straight line through the unit sphere that spans the radius, see `chordOf` */
  within: (centre: RawBuilder<unknown>, chord: RawBuilder<unknown>) =>
    // The box finds them in the index, the line keeps those within the circle.
    sql`c.position <@ cube_enlarge(${centre}, ${chord}::float8, 4) and c.position <-> ${centre} <= ${chord}::float8 + 1e-7`,
};

/** Conditions on `c`, a row of mission_cards; always parameters, one text for each combination of filters. */
export function conditions(filters: CardFilters): RawBuilder<unknown> {
  const { category, budgetMin, budgetMax, remote, near, radiusKm } = filters;
  const all: RawBuilder<unknown>[] = [sql`true`];
  if (category !== null) all.push(filterSql.category(sql`${category}`));
  if (budgetMin !== null) all.push(filterSql.budgetMin(sql`${budgetMin}`));
  if (budgetMax !== null) all.push(filterSql.budgetMax(sql`${budgetMax}`));
  if (remote !== null) all.push(remote ? sql`c.remote` : sql`not c.remote`);
  if (near !== null && radiusKm !== null)
    all.push(filterSql.within(centreOf(near), sql`${chordOf(radiusKm)}`));
  return sql.join(all, sql` and `);
}

/** The orders that an index holds; each with the column, its direction and how a cursor's value is bound. */
const columns = {
  hot: { column: sql`c.hot_rank`, bind: (value: unknown) => sql`${value}::bigint` },
  newest: {
    // As text, for PostgreSQL knows microseconds and a Date does not.
    column: sql`c.published_at`,
    bind: (value: unknown) => sql`${value}::timestamptz`,
  },
  budget: { column: sql`c.budget_sort`, bind: (value: unknown) => sql`${value}::bigint` },
};
export type CardOrder = keyof typeof columns | "distance";

/** What one order's pages are read by. */
interface OrderSql {
  /** What is sorted by before the id, of `c`. */
  readonly at: RawBuilder<unknown>;
  /** What stands behind `order by`, of `c`. */
  readonly by: RawBuilder<unknown>;
  /** Of `c`, as a cursor carries it. */
  readonly sortValue: RawBuilder<unknown>;
  /** Begins with `and`, unless it is empty. */
  readonly seek: RawBuilder<unknown>;
  /** The part of the filters that the order's own index has. */
  readonly indexed: RawBuilder<unknown>;
}

function orderOf(order: CardOrder, filters: CardFilters, after: Position | null): OrderSql {
  const none: CardFilters = {
    category: null,
    budgetMin: null,
    budgetMax: null,
    remote: null,
    near: null,
    radiusKm: null,
  };
  if (order === "distance") {
    const { near, radiusKm } = filters;
    // The index knows distances alone (PostgreSQL 15 cannot add the id to its order), so a cursor names, beside the
    // distance it ends with, the ids that were already shown at exactly that distance.
    const distance = sql`c.position <-> ${centreOf(near as Point)}`;
    const [last, ...shown] = after ?? [];
    return {
      at: distance,
      by: distance,
      sortValue: distance,
      seek:
        after === null
          ? sql``
          : sql`and ${distance} >= ${last}::float8 and c.mission_id <> all (${shown}::uuid[])`,
      indexed: sql`c.position is not null and ${conditions({ ...none, near, radiusKm })}`,
    };
  }
  const { column, bind } = columns[order];
  const { category, remote } = filters;
  const indexed =
    order === "budget"
      ? { ...filters, remote: null, near: null, radiusKm: null }
      : { ...none, category, remote: order === "hot" && category === null && remote === true ? true : null };
  return {
    at: column,
    by: sql`${column} desc, c.mission_id desc`,
    sortValue: order === "newest" ? sql`c.published_at::text` : column,
    seek:
      after === null ? sql`` : sql`and (${column}, c.mission_id) < (${bind(after[0])}, ${after[1]}::uuid)`,
    indexed: conditions(indexed),
  };
}

/** A list in an order other than by relevance. */
export interface OrderedCards {
  readonly order: CardOrder;
  readonly filters: CardFilters;
  /** What must hold of `c` beside the filters. */
  readonly condition: RawBuilder<unknown>;
  readonly after: Position | null;
  readonly limit: number;
}

/** The first cards of an order whose own index leaves only cards that pass. */
export async function listCards(
  connection: Connection,
  { order, filters, after, limit }: Omit<OrderedCards, "condition">,
): Promise<ListedCard[]> {
  const { at, by, seek, indexed } = orderOf(order, filters, after);
  const chord = filters.near === null ? sql`null` : sql`c.position <-> ${centreOf(filters.near)}`;
  const { rows } = await sql<ByteRow>`${sql.raw(AS_BYTES)}
    select c.mission_id::text, c.card, coalesce(t.offer_count, 0)::text, t.best_offer_cents::text, c.chord::text, c.at::text
    from (
      select c.mission_id, c.card, ${at} as at, ${chord} as chord from mission_cards c
      where ${indexed} and ${conditions(filters)} ${seek} order by ${by} limit ${limit}
    ) as c ${joinTally(sql`c.mission_id`)}
    order by ${order === "distance" ? sql`c.at` : sql`c.at desc, c.mission_id desc`}`.execute(connection);
  return rows.map(listedCard).filter(isThere);
}

/**
 * The first cards of an order that pass, as far as they are among the next `most` of the order's own index. Fewer than
 * `limit` say nothing of the others. Tallies are joined to the page alone: estimates of how many cards hold a word are
 * poor, and a plan that believes them reads every tally.
 */
export async function walkCards(
  connection: Connection,
  { order, filters, condition, after, limit }: OrderedCards,
  most: number,
): Promise<ListedCard[]> {
  const { by: indexBy, sortValue, seek, indexed } = orderOf(order, filters, after);
  // By its name, for the planner does not see that rows come in the order of an expression.
  const [distance, by] = order === "distance" ? [indexBy, sql`c.distance`] : [sql`null`, indexBy];
  const { rows } = await sql<ByteRow>`${sql.raw(AS_BYTES)}
    select ${listedColumns(filters.near, sortValue)}
    from (
      select c.* from (
        select *, ${distance} as distance from mission_cards c where ${indexed} ${seek}
        order by ${indexBy} limit ${sql.lit(most)}
      ) as c
      where ${condition} and ${conditions(filters)}
      order by ${by} limit ${limit}
    ) as c ${joinTally(sql`c.mission_id`)}
    order by ${by}`.execute(connection);
  return rows.map(listedCard).filter(isThere);
}

/** Where a walk over `most` cards of an order ends; null when there are no more behind. */
export async function endOfWalk(
  connection: Connection,
  { order, filters, after }: OrderedCards,
  most: number,
): Promise<{ sortValue: string; missionId: string } | null> {
  const { by, sortValue, seek, indexed } = orderOf(order, filters, after);
  const { rows } = await sql<{ sortValue: string; missionId: string }>`
    select (${sortValue})::text as "sortValue", c.mission_id as "missionId" from mission_cards c
    where ${indexed} ${seek} order by ${by} offset ${sql.lit(most - 1)} limit 1`.execute(connection);
  return rows[0] ?? null;
}

/**
 * The same page from what the index of words and filters finds: cards with a key of each set, sorted. Null when that
 * finds more than `most`, or nothing can be looked up.
 */
export async function gatherCards(
  connection: Connection,
  { order, filters, condition, after, limit }: OrderedCards,
  sets: readonly (readonly number[])[],
  most: number,
): Promise<ListedCard[] | null> {
  if (sets.length === 0) return null;
  const { by, sortValue, seek } = orderOf(order, filters, after);
  const names = sets.map((_, at) => `s${at}`);
  const keys = JSON.stringify([Object.fromEntries(names.map((name, at) => [name, sets[at]]))]);
  const matches = names.map((name) => sql`c.search_keys operator(pg_catalog.&&) s.${sql.ref(name)}`);
  // As JSON the planner sees no values: what it would think of them leads it to read the table.
  const { rows } = await sql<ByteRow>`${sql.raw(AS_BYTES)}
    with read as materialized (
      select c.* from json_to_recordset(${keys}::json)
        as s (${sql.join(names.map((name) => sql`${sql.ref(name)} integer[]`))})
      cross join lateral (
        select hot_rank, published_at, budget_sort, category, remote, position, mission_id, ${condition} as passes
        from mission_cards c where ${sql.join(matches, sql` and `)} limit ${sql.lit(most + 1)}
      ) as c
    )
    select ${listedColumns(filters.near, sortValue)}, counted."tooMany"::text
    from (select count(*) > ${sql.lit(most)} as "tooMany" from read) as counted
    left join (
      select c.mission_id from read c
      where passes and ${order === "distance" ? sql`c.position is not null and` : sql``} ${conditions(filters)} ${seek}
      order by ${by} limit ${limit}
    ) as page on true
    left join mission_cards c on c.mission_id = page.mission_id
    ${joinTally(sql`page.mission_id`)}
    order by ${by}`.execute(connection);
  return rows[0]?.at(-1) === "true" ? null : rows.map(listedCard).filter(isThere);
}

/** Where a walk by distance goes on behind these rows. */
export function nearestPosition(
  shown: readonly Pick<CardRow, "sortValue" | "missionId">[],
  after: Position | null,
): Position {
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
    ${joinTally(sql`c.mission_id`)}
    order by wanted.place`.execute(connection);
  return rows;
}
