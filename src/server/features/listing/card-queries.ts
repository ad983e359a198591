import { sql } from "kysely";
import type { Connection, Tx } from "../../platform/database/database.ts";
import { invalidateOnCommit } from "../../platform/database/invalidations.ts";
import type { Card } from "./card.ts";
import { LISTS } from "./listing-tags.ts";

export async function putCard(tx: Tx, card: Card): Promise<void> {
  invalidateOnCommit(tx, LISTS);
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

/** A card that stands already, as it is now to be. */
export async function replaceCard(tx: Connection, card: Card): Promise<void> {
  await sql`
    update mission_cards set
      hot_rank = ${card.hotRank}, published_at = ${card.publishedAt}, budget_sort = ${card.budgetSort},
      category = ${card.category}, remote = ${card.remote}, position = ${card.position}::cube,
      search_keys = ${card.searchKeys}::integer[], card = ${card.json}::json
    where mission_id = ${card.missionId}`.execute(tx);
}

export async function removeCard(tx: Tx, missionId: string): Promise<void> {
  invalidateOnCommit(tx, LISTS);
  await sql`delete from mission_cards where mission_id = ${missionId}`.execute(tx);
}

/** A party's new name on the cards of its missions. */
export async function renameCardsOf(tx: Tx, partyId: string, displayName: string): Promise<void> {
  invalidateOnCommit(tx, LISTS);
  await sql`
    update mission_cards
    set card = jsonb_set(card::jsonb, '{client,displayName}', to_jsonb(${displayName}::text))::json
    where client_party_id = ${partyId}`.execute(tx);
}

/** A late offer's new deadline, an instant of ISO 8601, on its mission's card. */
export async function setDeadlineOnCard(tx: Tx, missionId: string, deadline: string): Promise<void> {
  invalidateOnCommit(tx, LISTS);
  await sql`
    update mission_cards set card = jsonb_set(card::jsonb, '{deadline}', to_jsonb(${deadline}::text))::json
    where mission_id = ${missionId}`.execute(tx);
}
