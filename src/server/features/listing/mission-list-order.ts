import type { Position } from "../../http/requests/cursor.ts";
import type { Connection } from "../../platform/database/database.ts";
import { type ListedCard, readable } from "./card-rows.ts";
import type { ListRequest } from "./list-request.ts";
import {
  type CardFilters,
  type CardOrder,
  endOfWalk,
  gatherCards,
  listCards,
  nearestPosition,
  type OrderedCards,
  walkCards,
} from "./mission-list-queries.ts";
import { holdsAll, textOf } from "./mission-list-search.ts";
import type { SearchFilters } from "./search/facets.ts";
import { cardsWithAllWords, matchingCards } from "./search/matching-cards.ts";
import type { Understood } from "./search/understand.ts";

/** How much is read for a page. */
export interface Bounds {
  /** Up to so many cards that may pass are better looked up and sorted than met by walking. */
  readonly few: number;
  /** Where more pass, some are met among so many, unless the filters shun the beginning of the order. Above a page. */
  readonly walked: number;
  /** So many are looked up at most. */
  readonly gathered: number;
}

const BOUNDS: Bounds = { few: 3_000, walked: 5_000, gathered: 15_000 };

export interface OrderedPage {
  readonly rows: readonly ListedCard[];
  readonly next: Position | null;
  readonly corrections: Understood["corrections"];
}

/**
 * A page in another order than by relevance. What passes is either looked up and sorted, where the counts say that it
 * is little, or met by walking the order's index; where one turns out to be long the other is tried. Neither goes on
 * for ever, so that filters that contradict each other cost no more than others: where both end early the page may be
 * short, even empty, and its position is where the walk ended.
 */
export async function orderedPage(
  connection: Connection,
  { search, words, filters }: Pick<ListRequest, "search" | "words" | "filters">,
  order: CardOrder,
  after: Position | null,
  limit: number,
  bounds: Bounds = BOUNDS,
): Promise<OrderedPage> {
  if (search?.terms.length === 0) return { rows: [], next: null, corrections: [] };
  const asked = searchFilters(filters);
  const { corrections, ...matching } =
    words === null
      ? await matchingCards(connection, search, asked)
      : await cardsWithAllWords(connection, words, asked);
  const list = { order, filters, condition: matching.condition, after, limit: limit + 1 };
  const indexed = search === null && isIndexed(order, filters);
  const { rows, end } = await read(connection, list, matching, indexed, bounds);
  const shown = rows.slice(0, limit);
  const last = rows.length > limit ? shown.at(-1) : undefined;
  const phrases = search?.phrases ?? [];
  const kept = phrases.length === 0 ? shown : shown.filter((row) => holdsAll(textOf(readable(row)), phrases));
  const place = last ?? end;
  if (place === null) return { rows: kept, next: null, corrections };
  const next =
    order === "distance"
      ? nearestPosition(last === undefined ? [...shown, place] : shown, after)
      : [place.sortValue, place.missionId];
  return { rows: kept, next, corrections };
}

type Read = { rows: readonly ListedCard[]; end: Awaited<ReturnType<typeof endOfWalk>> };

async function read(
  connection: Connection,
  list: OrderedCards,
  { sets, beside, expected }: Omit<Awaited<ReturnType<typeof matchingCards>>, "corrections">,
  indexed: boolean,
  { few, walked, gathered: most }: Bounds,
): Promise<Read> {
  if (indexed) return { rows: await listCards(connection, list), end: null };
  const gather = () => gatherCards(connection, { ...list, condition: beside }, sets, most);
  const lookUp = expected <= few;
  const gathered = lookUp ? await gather() : null;
  if (gathered !== null) return { rows: gathered, end: null };
  const rows = await walkCards(connection, list, walked);
  if (rows.length === list.limit) return { rows, end: null };
  const end = await endOfWalk(connection, list, walked);
  if (end === null) return { rows, end };
  const rest = lookUp ? null : await gather();
  return rest === null ? { rows, end } : { rows: rest, end: null };
}

/** Whether the order's own index leaves only cards that pass. */
function isIndexed(order: CardOrder, filters: CardFilters): boolean {
  const { category, remote, budgetMin, budgetMax, near, radiusKm } = filters;
  const noBudget = budgetMin === null && budgetMax === null;
  const anywhere = near === null || radiusKm === null;
  if (order === "distance") return category === null && remote === null && noBudget;
  if (order === "hot" && category === null && remote === true) return noBudget && anywhere;
  return remote === null && anywhere && (noBudget || order === "budget");
}

/** The filters as the index of words knows them. */
export function searchFilters({
  category,
  remote,
  budgetMin,
  budgetMax,
  near,
  radiusKm,
}: CardFilters): SearchFilters {
  return {
    ...(category !== null && { category }),
    ...(remote !== null && { remote }),
    ...(budgetMin !== null && { budgetMin }),
    ...(budgetMax !== null && { budgetMax }),
    ...(near !== null && radiusKm !== null && { near: { ...near, radiusKm } }),
  };
}
