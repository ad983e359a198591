import { sql } from "kysely";
import type { Connection } from "../../../platform/database/database.ts";
import { keysOf, LEVELS } from "./keys.ts";
import type { TermCount } from "./plan.ts";

/** A term that a sample has missed is on fewer cards than this, but for one in a thousand. */
const MOST_CARDS = 1_000;
/** Counts that are kept, and how long; most words are no town's, so that it pays to know what is not there. */
const MOST_KEPT = 20_000;
const PRESENT_KEPT_MS = 30_000;
const ABSENT_KEPT_MS = 300_000;

interface Kept {
  readonly count: Promise<TermCount | undefined>;
  until: number;
}
const kept = new WeakMap<Connection, Map<number, Kept>>();

/**
 * On how many cards terms stand that the sample of a large marketplace has missed, by level, read from the index: one
 * statement for all of them, or none where each was asked for lately or is being read. Terms that no card has are
 * left out.
 */
export async function rareCounts(
  connection: Connection,
  terms: readonly number[],
): Promise<ReadonlyMap<number, TermCount>> {
  const known = kept.get(connection) ?? new Map<number, Kept>();
  kept.set(connection, known);
  const now = Date.now();
  const asked = [...new Set(terms)].filter((term) => (known.get(term)?.until ?? 0) < now);
  if (asked.length > 0) {
    if (known.size + asked.length > MOST_KEPT) known.clear();
    const reading = readCounts(connection, asked);
    for (const term of asked) keep(known, term, reading);
  }
  const counts = await Promise.all(
    terms.map(async (term) => {
      const count = await known.get(term)?.count;
      return count === undefined ? [] : [[term, count] as const];
    }),
  );
  return new Map(counts.flat());
}

/** One reading for all who ask until it ends; a failed one is asked for again. */
function keep(known: Map<number, Kept>, term: number, reading: Promise<Map<number, TermCount>>): void {
  const entry: Kept = { count: reading.then((counts) => counts.get(term)), until: Number.POSITIVE_INFINITY };
  known.set(term, entry);
  entry.count.then(
    (count) => {
      entry.until = Date.now() + (count === undefined ? ABSENT_KEPT_MS : PRESENT_KEPT_MS);
    },
    () => known.get(term) === entry && known.delete(term),
  );
}

async function readCounts(connection: Connection, terms: readonly number[]): Promise<Map<number, TermCount>> {
  const asked = terms.map((term) => ({ keys: keysOf(term) }));
  // Core's `&&` by name, for intarray brings one of its own that the index does not know.
  const { rows } = await sql<{ key: number; cards: number }>`
    select f.key, count(*)::integer as cards
    from json_to_recordset(${JSON.stringify(asked)}::json) as t (keys integer[])
    cross join lateral (
      select unnest(c.search_keys & t.keys) as key
      from (
        select search_keys from mission_cards
        where search_keys operator(pg_catalog.&&) t.keys limit ${sql.lit(MOST_CARDS)}
      ) c
    ) f
    group by f.key`.execute(connection);
  const counts = new Map<number, { cards: number; byLevel: number[] }>();
  for (const { key, cards } of rows) {
    const term = key & -LEVELS;
    const count = counts.get(term) ?? { cards: 0, byLevel: Array<number>(LEVELS).fill(0) };
    counts.set(term, count);
    count.cards += cards;
    count.byLevel[key & (LEVELS - 1)] = cards;
  }
  return counts;
}
