import { termNumber } from "./keys.ts";

/** What a filter may ask beside the words. Money in cents, degrees WGS 84, kilometres. */
export interface SearchFilters {
  readonly category?: string | undefined;
  readonly remote?: boolean | undefined;
  readonly budgetMin?: number | undefined;
  readonly budgetMax?: number | undefined;
  readonly near?:
    | { readonly latitude: number; readonly longitude: number; readonly radiusKm: number }
    | undefined;
}

/** What a published mission says beside its words. */
export interface Facets {
  readonly category: string;
  readonly remote: boolean;
  readonly budgetCents: number | null;
  readonly latitude: number | null;
  readonly longitude: number | null;
  readonly publishedAt: Date;
}

/** Every card has it; its count is the number of cards. No term of a text holds a `=`. */
export const EVERYTHING = termNumber("=all");

export const REMOTE = termNumber("=remote");

export const categoryKey = (category: string): number => termNumber(`=category ${category}`);

/** Squares of the map in degrees, from fine to coarse; a radius is covered by the finest that takes few. */
const SQUARES = [0.125, 0.5, 2];
const MOST_SQUARES = 48;
/** A little less than a degree of latitude is long, so that squares cover a little more. */
const KM_PER_DEGREE = 111.1;

export function dayOf(time: Date): number {
  return Math.floor(time.getTime() / 86_400_000);
}

export function dayKey(day: number): number {
  return termNumber(`=day ${day}`);
}

/** Half powers of two: two budgets of one bucket differ by less than a half. */
function budgetBucket(cents: number): number {
  return Math.floor(2 * Math.log2(cents));
}

function squareKey(size: number, row: number, column: number): number {
  return termNumber(`=square ${size} ${row} ${column}`);
}

/** The keys of a mission that are not its words: what a filter can be looked up by in the same index. */
export function facetKeys(facets: Facets): number[] {
  const keys = [EVERYTHING, dayKey(dayOf(facets.publishedAt)), categoryKey(facets.category)];
  if (facets.remote) keys.push(REMOTE);
  if (facets.budgetCents !== null) keys.push(termNumber(`=budget ${budgetBucket(facets.budgetCents)}`));
  const { latitude, longitude } = facets;
  if (latitude !== null && longitude !== null) {
    for (const size of SQUARES) {
      keys.push(squareKey(size, Math.floor(latitude / size), Math.floor(longitude / size)));
    }
  }
  return keys;
}

/**
 * For each filter the keys of which a matching mission has at least one. They narrow what is looked at and let a
 * little too much through; the exact condition is the caller's. A filter that no few keys cover gives none.
 */
export function facetSets(filters: SearchFilters): number[][] {
  const sets: number[][] = [];
  if (filters.category !== undefined) sets.push([categoryKey(filters.category)]);
  if (filters.remote === true) sets.push([REMOTE]);
  const { budgetMin, budgetMax } = filters;
  if (budgetMin !== undefined || budgetMax !== undefined) {
    const first = budgetBucket(Math.max(budgetMin ?? 100, 1));
    const last = budgetBucket(Math.max(budgetMax ?? 100_000_000, 1));
    sets.push(
      Array.from({ length: Math.max(last - first + 1, 1) }, (_, step) =>
        termNumber(`=budget ${first + step}`),
      ),
    );
  }
  const squares = filters.near && squaresAround(filters.near, MOST_SQUARES);
  if (squares !== undefined) sets.push(squares);
  return sets;
}

/** The keys of the finest squares that cover a circle and are no more than `most`; undefined where it has none. */
export function squaresAround(near: NonNullable<SearchFilters["near"]>, most: number): number[] | undefined {
  const north = near.radiusKm / KM_PER_DEGREE;
  // A circle's east and west ends lie at a slightly higher latitude than its middle.
  const highest = Math.min(Math.abs(near.latitude) + north, 89);
  const east = north / Math.cos((highest * Math.PI) / 180);
  const [west, end] = [near.longitude - east, near.longitude + east];
  // Across the date line or a pole squares do not go on; the exact condition alone decides there.
  if (highest >= 89 || west < -180 || end >= 180) return undefined;
  for (const size of SQUARES) {
    const rows = range(near.latitude - north, near.latitude + north, size);
    const columns = range(west, end, size);
    if (rows.length * columns.length <= most) {
      return rows.flatMap((row) => columns.map((column) => squareKey(size, row, column)));
    }
  }
  return undefined;
}

function range(from: number, to: number, size: number): number[] {
  const first = Math.floor(from / size);
  return Array.from({ length: Math.floor(to / size) - first + 1 }, (_, step) => first + step);
}
