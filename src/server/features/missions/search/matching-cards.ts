import { type RawBuilder, sql } from "kysely";
import type { Connection } from "../../../platform/database/database.ts";
import { facetSets, type SearchFilters } from "./facets.ts";
import { keysOf } from "./keys.ts";
import type { SearchQuery } from "./query.ts";
import { excluding, phraseSets } from "./query-conditions.ts";
import { type Understood, understand } from "./understand.ts";

/** Words of phrases and filters that the index is asked for; conditions judge the rest. */
const MOST_SETS = 6;
/** Up to so many cards are taken out of the index and sorted; more lie close enough in any order to be walked. */
const MOST_SORTED = 5_000;

export interface MatchingCards {
  /** Stands for `mission_cards c` in a `from`. */
  readonly source: RawBuilder<unknown>;
  /** Must hold of `c`, beside the filters. */
  readonly condition: RawBuilder<unknown>;
  readonly corrections: Understood["corrections"];
}

/** Holds of `c` when it has the stem at all. */
function held(stem: string): RawBuilder<unknown> {
  return sql`not ${excluding([[stem]])}`;
}

/**
 * The cards that hold any of the terms, for a list in another order than by relevance: few are read through the
 * index of words (and narrowed by the filters there), many are met while the order's own index is walked. Of phrases
 * all words are asked for; that they stand together is for the caller to see.
 */
export async function matchingCards(
  connection: Connection,
  query: SearchQuery,
  filters: SearchFilters,
): Promise<MatchingCards> {
  const facets = [...phraseSets(query.phrases), ...facetSets(filters)].slice(0, MOST_SETS);
  const understood = await understand(connection, query.terms, facets);
  const { counts, weighed } = understood.counts;
  const share = counts.facets.reduce((product, facet) => product * facet, 1);
  const cards = counts.terms.reduce((sum, term) => sum + (term?.cards ?? 0), 0) * share;
  const anyTerm = weighed.flat().flatMap(({ number }) => keysOf(number));
  const rest = sql.join([excluding(query.excluded), ...query.phrases.flat().map(held)], sql` and `);
  if (cards > MOST_SORTED) {
    // Intarray's `&&` merges two sorted arrays; core's would compare each with each. It wants them sorted.
    const sorted = Array.from(Int32Array.from(anyTerm).sort());
    return {
      corrections: understood.corrections,
      source: sql`mission_cards c`,
      condition: sql`c.search_keys operator(public.&&) ${sorted}::integer[] and ${rest}`,
    };
  }
  const sets = [anyTerm, ...facets].map(
    (keys) => sql`m.search_keys operator(pg_catalog.&&) ${keys}::integer[]`,
  );
  return {
    corrections: understood.corrections,
    // The offset keeps the planner from walking the order's index for the few.
    source: sql`(select * from mission_cards m where ${sql.join(sets, sql` and `)} offset 0) as c`,
    condition: rest,
  };
}
