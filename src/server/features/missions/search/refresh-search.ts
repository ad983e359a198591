import { sql } from "kysely";
import type { Connection } from "../../../platform/database/database.ts";
import { rebuildKeys } from "./rebuild-keys.ts";
import { refreshSearchTerms } from "./refresh-search-terms.ts";
import { refreshWords, walkWords } from "./refresh-words.ts";
import { refreshSuggestions } from "./suggest.ts";

/** What searching keeps beside the cards, brought up to date: by a job every few minutes, and after a bulk load. */
export async function refreshSearch(connection: Connection): Promise<void> {
  await rebuildKeys(connection);
  await refreshSearchTerms(connection);
  await refreshWords(connection);
  await walkWords(connection);
  await refreshSuggestions(connection);
}

/** Some 5,000 cards. */
const FEW_BYTES = 16 * 1024 * 1024;

/** Whether bringing everything up to date is done in less than a second. */
export async function areFewCards(connection: Connection): Promise<boolean> {
  const { rows } = await sql<{ few: boolean }>`
    select pg_relation_size('mission_cards') <= ${FEW_BYTES} as few`.execute(connection);
  return rows[0]?.few ?? false;
}
