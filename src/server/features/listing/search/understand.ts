import type { Connection } from "../../../platform/database/database.ts";
import { readCounts } from "./count-queries.ts";
import type { SearchCounts } from "./plan.ts";
import type { QueryTerm } from "./query.ts";
import type { Correction } from "./spelling.ts";
import { correctTerms } from "./spelling-queries.ts";

/** How a query was understood. */
export interface Understood {
  /** The query's terms, what was typed wrong put right. */
  readonly terms: readonly QueryTerm[];
  readonly counts: SearchCounts;
  readonly corrections: readonly Correction[];
}

/**
 * Counts the terms, and puts right what no mission has and no one writes; a trade that no mission names stands for its
 * category. At most five statements.
 */
export async function understand(
  connection: Connection,
  terms: readonly QueryTerm[],
  facets: readonly number[][],
): Promise<Understood> {
  const counts = await readCounts(connection, terms, facets);

  const unknown = terms.filter((_, at) => counts.counts.terms[at] === undefined);
  if (unknown.length === 0) return { terms, counts, corrections: [] };
  const corrected = await correctTerms(connection, terms, unknown);
  if (corrected === null) return { terms, counts, corrections: [] };
  return { ...corrected, counts: await readCounts(connection, corrected.terms, facets) };
}
