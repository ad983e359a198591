import { sql } from "kysely";
import type { Connection } from "../../../platform/database/database.ts";
import { dayKey, dayOf, EVERYTHING } from "./facets.ts";
import { LEVELS, termNumber } from "./keys.ts";
import type { Counts, TermCount } from "./plan.ts";

/** How far back the counts of days go. */
const DAYS = 64;
/** A sampled count misses terms that are on fewer cards than this. */
const UNCOUNTED_SHARE = 1 / 10_000;

interface CountRow {
  readonly asOf: string;
  readonly term: number | null;
  readonly level: number;
  readonly cards: number;
}

/** What `refreshSearchTerms` last counted of a search's terms and filters, and the database's time, ISO 8601. */
export async function readCounts(
  connection: Connection,
  terms: readonly string[],
  facets: readonly number[][],
): Promise<{ asOf: string; counts: Counts }> {
  const numbers = terms.map(termNumber);
  // The program's own clock: a wrong one makes worse estimates and nothing else.
  const today = dayOf(new Date());
  const days = Array.from({ length: DAYS }, (_, back) => dayKey(today - back));
  const { rows } = await sql<CountRow>`
    select
      to_char(statement_timestamp() at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as "asOf",
      t.term, t.level, t.cards
    from (select) now left join search_terms t
      on t.term = any(${[EVERYTHING, ...numbers, ...days, ...facets.flat()]}::integer[])`.execute(connection);
  const counted = countsByTerm(rows);
  const cardsOf = (number: number) => counted.get(number)?.cards ?? 0;
  const cards = Math.max(cardsOf(EVERYTHING), 1);
  return {
    asOf: rows[0]?.asOf ?? "",
    counts: {
      cards,
      uncounted: cards * UNCOUNTED_SHARE,
      terms: numbers.map((number) => counted.get(number)),
      facets: facets.map((keys) => Math.min(1, keys.reduce((sum, key) => sum + cardsOf(key), 0) / cards)),
      days: days.map(cardsOf),
    },
  };
}

function countsByTerm(rows: readonly CountRow[]): Map<number, TermCount> {
  const counted = new Map<number, { cards: number; byLevel: number[] }>();
  for (const { term, level, cards } of rows) {
    if (term === null) continue;
    const count = counted.get(term) ?? { cards: 0, byLevel: Array(LEVELS).fill(0) };
    count.cards += cards;
    count.byLevel[level] = cards;
    counted.set(term, count);
  }
  return counted;
}
