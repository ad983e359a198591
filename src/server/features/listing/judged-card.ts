import { type RawBuilder, sql } from "kysely";
import type { Connection } from "../../platform/database/database.ts";
import { cardsById, filterSql } from "./mission-list-queries.ts";
import { holdsAll, textOf } from "./mission-list-search.ts";
import { LEVELS } from "./search/keys.ts";
import { holdsFormula } from "./search/matching-cards.ts";

/**
 * The card of a published mission for whoever holds saved queries against it, as a select to be named `c`: its keys say
 * what the mission is about and no longer how much. No row: it is not published.
 */
export const judgedCard = (missionId: string): RawBuilder<unknown> => sql`
  select c.mission_id, c.client_party_id, c.category, c.budget_sort, c.remote, c.position,
    array(select distinct key & ${sql.lit(-LEVELS)} as bare from unnest(c.search_keys) as key order by bare) as search_keys
  from mission_cards c where c.mission_id = ${missionId}`;

/**
 * Whether the list of missions with `allWords` would have `c`, as `judgedCard` gives it, for `s`, a row with the columns
 * of a `ReadQuery`: by the list's own conditions. Phrases are for `holdsPhrasesOf` to see.
 */
export const passesSaved: RawBuilder<unknown> = sql`
  (s.category is null or ${filterSql.category(sql`s.category`)})
  and (s.budget_min is null or ${filterSql.budgetMin(sql`s.budget_min`)})
  and (s.budget_max is null or ${filterSql.budgetMax(sql`s.budget_max`)})
  and (s.remote is null or c.remote = s.remote)
  and (s.chord is null or (${filterSql.within(sql`sphere_point(s.latitude, s.longitude)`, sql`s.chord`)}))
  and (s.words is null or ${holdsFormula(sql`s.words`)})`;

export type PhraseJudge = (phrases: readonly (readonly string[])[]) => boolean;

/** Judges whether the mission's text holds phrases; it holds none when the mission is no longer published. */
export async function phraseJudge(connection: Connection, missionId: string): Promise<PhraseJudge> {
  const [row] = await cardsById(connection, [missionId], null);
  return (phrases) => row !== undefined && holdsAll(textOf(row), phrases);
}
