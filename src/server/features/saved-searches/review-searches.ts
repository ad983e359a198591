import { sql } from "kysely";
import { systemActor } from "../../core/actor.ts";
import type { Connection, Database, Tx } from "../../platform/database/database.ts";
import { inBatches } from "../../platform/database/in-batches.ts";
import type { Emit } from "../../platform/events.ts";
import { recordAudit } from "../audit/index.ts";
import { categories } from "../categories/index.ts";
import { placesByInseeCode } from "../places/index.ts";

const AT_ONCE = 100;

/**
 * Switches off the searches that name a trade or a town that is no more, and tells their owners once: each is shown as to
 * be reviewed until it is deleted.
 */
export async function reviewSearches(database: Database, emit: Emit): Promise<void> {
  const trades = categories.map(({ slug }) => slug);
  const lost = await lostPlaces(database.writer);
  await inBatches(database, AT_ONCE, async (tx, limit) => {
    const searches = await putToReview(tx, trades, lost, limit);
    const actor = systemActor("saved searches", "saved-searches");
    for (const { id, userId } of searches) {
      await recordAudit(tx, actor, { action: "saved_search.review", resource: { type: "saved_search", id } });
      await emit(tx, actor, "saved_search.to_review", { searchId: id, userId });
    }
    return searches.length;
  });
}

/** Towns that searches name and that are no more. */
async function lostPlaces(connection: Connection): Promise<string[]> {
  const { rows } = await sql<{ code: string }>`
    select distinct place_insee_code as code from saved_searches
    where place_insee_code is not null and review_since is null`.execute(connection);
  const named = rows.map(({ code }) => code);
  const there = await placesByInseeCode(connection, named);
  return named.filter((code) => !there.has(code));
}

async function putToReview(
  tx: Tx,
  trades: readonly string[],
  lostPlaces: readonly string[],
  limit: number,
): Promise<{ id: string; userId: string }[]> {
  const { rows } = await sql<{ id: string; userId: string }>`
    update saved_searches set review_since = clock_timestamp(), frequency = 'off'
    where id in (
      select s.id from saved_searches s join alert_queries q on q.hash = s.query_hash
      where s.review_since is null
        and (q.category <> all (${trades}::text[]) or s.place_insee_code = any (${lostPlaces}::text[]))
      order by s.id limit ${limit} for update of s skip locked
    )
    returning id, user_id as "userId"`.execute(tx);
  return rows;
}
