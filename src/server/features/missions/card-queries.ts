import { sql } from "kysely";
import type { Tx } from "../../platform/database/database.ts";
import { noteChange } from "../../platform/database/noted-changes.ts";
import type { Card } from "./mission-card.ts";
import { LISTS, missionScope } from "./mission-scopes.ts";

export async function putCard(tx: Tx, card: Card): Promise<void> {
  noteChange(tx, LISTS);
  await sql`
    insert into mission_cards (
      mission_id, client_party_id, hot_rank, published_at, budget_sort, category, remote, position, search_keys, card)
    values (
      ${card.missionId}, ${card.clientPartyId}, ${card.hotRank}, ${card.publishedAt}, ${card.budgetSort},
      ${card.category}, ${card.remote},
      ${card.position}::cube,
      ${card.searchKeys}::integer[], ${card.json}::json)
    on conflict (mission_id) do update set
      hot_rank = excluded.hot_rank, published_at = excluded.published_at, budget_sort = excluded.budget_sort,
      category = excluded.category, remote = excluded.remote, position = excluded.position,
      search_keys = excluded.search_keys, card = excluded.card`.execute(tx);
}

export async function removeCard(tx: Tx, missionId: string): Promise<void> {
  noteChange(tx, LISTS);
  await sql`delete from mission_cards where mission_id = ${missionId}`.execute(tx);
}

/** A party's new name on the cards of its missions, and wherever else they show it. */
export async function renameCardsOf(tx: Tx, partyId: string, displayName: string): Promise<void> {
  noteChange(tx, LISTS);
  await sql`
    update mission_cards
    set card = jsonb_set(card::jsonb, '{client,displayName}', to_jsonb(${displayName}::text))::json
    where client_party_id = ${partyId}`.execute(tx);
  const { rows } = await sql<{ id: string }>`
    select id from missions where client_party_id = ${partyId} and published_at is not null`.execute(tx);
  for (const { id } of rows) noteChange(tx, missionScope(id));
}
