import { sql } from "kysely";
import type { Connection } from "../../../platform/database/database.ts";
import { LEVELS } from "./keys.ts";
import { renewCounts } from "./known-counts.ts";

/**
 * So many pages of cards are read, drawn by chance: some 10,000 cards; the same ones while the table stays as it is,
 * for who counts weighs searches. A smaller table is read whole.
 */
const SAMPLED_PAGES = 2_000;
/** A term that fewer cards of a sample hold is left uncounted: the figure would be chance. */
const LEAST_OF_A_SAMPLE = 3;

/**
 * Counts anew on how many cards each term and each facet stands, by level: what planning and weighing a search
 * need. A second or two however many missions there are. Without it, or with old counts, searches find the same
 * words; they weigh them worse and may take longer.
 */
export async function refreshSearchTerms(connection: Connection): Promise<void> {
  const { rows } = await sql<{ pages: number }>`
    select pg_relation_size('mission_cards')::float8 / current_setting('block_size')::integer as pages`.execute(
    connection,
  );
  const share = Math.min(1, SAMPLED_PAGES / Math.max(rows[0]?.pages ?? 0, 1));
  const least = share < 1 ? LEAST_OF_A_SAMPLE : 1;
  await connection.transaction().execute(async (tx) => {
    // One at a time: two would write the same rows in different orders.
    await sql`select from search_progress for update`.execute(tx);
    await count(tx, share, least);
  });
  await renewCounts(connection);
}

async function count(tx: Connection, share: number, least: number): Promise<void> {
  await sql`
    with seen as materialized (
      select key & ${-LEVELS}::integer as term, key & ${LEVELS - 1}::integer as level, count(*) as cards
      from mission_cards tablesample system (${share * 100}::float4) repeatable (0), unnest(search_keys) as key
      group by 1, 2
    ), counted as materialized (
      select term, level, round(cards / ${share}::float8)::integer as cards
      from (select *, sum(cards) over (partition by term) as of_term from seen) as terms
      where of_term >= ${least}::integer
    ), gone as (
      delete from search_terms old
      where not exists (select from counted new where new.term = old.term and new.level = old.level)
    )
    insert into search_terms (term, level, cards) select term, level, cards from counted
    on conflict (term, level) do update set cards = excluded.cards
    where search_terms.cards <> excluded.cards`.execute(tx);
}
