import { sql } from "kysely";
import type { Position } from "../../http/cursor.ts";
import type { Connection } from "../../platform/database/database.ts";
import type { MissionSort } from "./mission-contract.ts";
import { type CardFilters, type CardRow, cardColumns, conditions } from "./mission-list-queries.ts";

export interface CardSearch {
  readonly terms: readonly string[];
  readonly sort: MissionSort;
  readonly filters: CardFilters;
  readonly after: Position | null;
  readonly limit: number;
}

export async function searchCards(
  connection: Connection,
  { terms, filters, after, limit }: CardSearch,
): Promise<{ rows: CardRow[]; next: Position | null }> {
  const query = terms.map((term) => `'${term}'`).join(" | ");
  const { rows } = await sql<CardRow>`
    select ${cardColumns(filters.near)}, ts_rank(c.search, ${query}::tsquery) as "sortValue"
    from mission_cards c left join mission_tallies t on t.mission_id = c.mission_id
    where c.search @@ ${query}::tsquery and ${conditions(filters)}
      ${after === null ? sql`` : sql`and (ts_rank(c.search, ${query}::tsquery), c.mission_id) < (${after[0]}::float4, ${after[1]}::uuid)`}
    order by "sortValue" desc, c.mission_id desc limit ${limit + 1}`.execute(connection);
  const shown = rows.slice(0, limit);
  const last = rows.length > limit ? shown.at(-1) : undefined;
  return { rows: shown, next: last ? [last.sortValue, last.missionId] : null };
}
