import type { Connection } from "../../../platform/database/database.ts";
import { rebuildKeys } from "./rebuild-keys.ts";
import { refreshSearchTerms } from "./refresh-search-terms.ts";
import { refreshWords } from "./refresh-words.ts";
import { refreshSuggestions } from "./suggest.ts";

/** What searching keeps beside the cards, brought up to date: by a job every few minutes, and after a bulk load. */
export async function refreshSearch(connection: Connection): Promise<void> {
  await rebuildKeys(connection);
  await refreshSearchTerms(connection);
  await refreshSuggestions(connection);
  await refreshWords(connection);
}
