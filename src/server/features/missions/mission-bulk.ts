import { arrayLiteral, bulkRows } from "../../platform/database/bulk.ts";
import type { MissionRow } from "./mission-queries.ts";

export interface BulkMission extends MissionRow {
  readonly endedAt: Date | null;
}

export const missionRows = bulkRows<BulkMission>("missions", {
  id: (row) => row.id,
  client_party_id: (row) => row.clientPartyId,
  status: (row) => row.status,
  hidden_from: (row) => row.hiddenFrom,
  auction: (row) => row.auction,
  title: (row) => row.title,
  description: (row) => row.description,
  category: (row) => row.category,
  skills: (row) => arrayLiteral(row.skills),
  budget_cents: (row) => row.budgetCents,
  place_insee_code: (row) => row.inseeCode,
  latitude: (row) => row.latitude,
  longitude: (row) => row.longitude,
  remote: (row) => row.remote,
  deadline: (row) => row.deadline,
  quality_score: (row) => row.qualityScore,
  due_at: (row) => row.dueAt,
  created_at: (row) => row.createdAt,
  updated_at: (row) => row.updatedAt,
  published_at: (row) => row.publishedAt,
  ended_at: (row) => row.endedAt,
});

export interface BulkPoint {
  readonly missionId: string;
  /** Of the mission's public state, from 1 on. */
  readonly sequence: number;
  readonly at: Date;
  readonly bestCents: number | null;
  readonly offerCount: number;
}

/** How open auctions went. */
export const priceHistoryRows = bulkRows<BulkPoint>("price_history", {
  mission_id: ({ missionId }) => missionId,
  sequence: ({ sequence }) => sequence,
  at: ({ at }) => at,
  best_cents: ({ bestCents }) => bestCents,
  offer_count: ({ offerCount }) => offerCount,
});

/** Of each mission that was published, where what became of its auction is not told. */
export const tallyRows = bulkRows<MissionRow>("mission_tallies", {
  mission_id: (row) => row.id,
  offer_count: (row) => row.offerCount,
  best_offer_cents: (row) => row.bestOfferCents,
});

export interface BulkTally extends MissionRow {
  readonly sequence: number;
  /** Questions that have their answer. */
  readonly answered: number;
}

/** The same with the number of the public state, where prices and questions are told as they came. */
export const toldTallyRows = bulkRows<BulkTally>("mission_tallies", {
  mission_id: (row) => row.id,
  offer_count: (row) => row.offerCount,
  best_offer_cents: (row) => row.bestOfferCents,
  sequence: (row) => row.sequence,
  question_count: (row) => row.answered,
});
