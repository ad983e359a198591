import { sql } from "kysely";
import type { Listener } from "../../platform/events.ts";
import { deleteSavedSearch, forgetUnheld } from "./saved-search-queries.ts";

/** With what they found; a query that others ask as well stays theirs. */
export const forgetSearches: Listener<"account.erased"> = async (tx, _actor, { userId }) => {
  const { rows } = await sql<{ id: string; hash: string }>`
    select id, query_hash as hash from saved_searches where user_id = ${userId} order by query_hash`.execute(
    tx,
  );
  for (const { id } of rows) await deleteSavedSearch(tx, id);
  for (const { hash } of rows) await forgetUnheld(tx, hash);
};
