import { bulkRows } from "../../platform/database/bulk.ts";
import type { Card } from "./card.ts";

/** Of each mission that is published. */
export const cardRows = bulkRows<Card>("mission_cards", {
  mission_id: (card) => card.missionId,
  client_party_id: (card) => card.clientPartyId,
  hot_rank: (card) => card.hotRank,
  published_at: (card) => card.publishedAt,
  budget_sort: (card) => card.budgetSort,
  category: (card) => card.category,
  remote: (card) => card.remote,
  position: (card) => card.position,
  search_keys: (card) => card.searchKeys,
  card: (card) => card.json,
});
