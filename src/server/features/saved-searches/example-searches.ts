import type { Database } from "../../platform/database/database.ts";
import type { QueryReader } from "../listing/index.ts";
import { insertMatches } from "./alert-queries.ts";
import type { Frequency } from "./saved-search-contract.ts";
import { insertSavedSearch, putQuery } from "./saved-search-queries.ts";

/** What an example account is to have saved. */
export interface ExampleSearch {
  readonly userId: string;
  readonly name: string;
  /** As the query string of `GET /missions`; without phrases, which are judged one by one. */
  readonly query: string;
  readonly frequency: Frequency;
}

/**
 * Saves searches for accounts that have none, in French, and holds these missions against them: their owners see what
 * has been found, and are told of none of it.
 */
export function saveExamples(
  { database, reader }: { readonly database: Database; readonly reader: QueryReader },
  searches: readonly ExampleSearch[],
  missionIds: readonly string[],
): Promise<void> {
  return database.transaction(async (tx) => {
    for (const { userId, name, query, frequency } of searches) {
      const judged = await reader.judged(tx, reader.read(query, "fr"), "fr");
      await putQuery(tx, judged);
      await insertSavedSearch(tx, { userId, name, hash: judged.hash, placeInseeCode: null, frequency });
    }
    for (const missionId of missionIds) await insertMatches(tx, missionId, []);
  });
}
