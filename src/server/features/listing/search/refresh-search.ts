import { sql } from "kysely";
import type { Connection } from "../../../platform/database/database.ts";
import { refreshSearchTerms } from "./refresh-search-terms.ts";
import { refreshWords, walkWords } from "./refresh-words.ts";
import { refreshSuggestions } from "./suggest.ts";

const steps = [refreshSearchTerms, refreshWords, walkWords, refreshSuggestions];

/**
 * What searching keeps beside the cards, brought up to date: by a job every few minutes, and after a bulk load. A step
 * that fails stops none of the others; rejects at the end with all failures.
 */
export async function refreshSearch(connection: Connection): Promise<void> {
  const failures: unknown[] = [];
  for (const step of steps) {
    try {
      await step(connection);
    } catch (error) {
      failures.push(error);
    }
  }
  if (failures.length === 1) throw failures[0];
  if (failures.length > 1)
    throw new AggregateError(failures, "what searching keeps could not be brought up to date");
}

/** Some 5,000 cards. */
const FEW_BYTES = 16 * 1024 * 1024;

/** Whether bringing everything up to date is done in less than a second. */
export async function areFewCards(connection: Connection): Promise<boolean> {
  const { rows } = await sql<{ few: boolean }>`
    select pg_relation_size('mission_cards') <= ${FEW_BYTES} as few`.execute(connection);
  return rows[0]?.few ?? false;
}
