import type { Connection } from "../../platform/database/database.ts";
import { findMission, type MissionRow } from "../missions/index.ts";
import { type AuctionOffer, type AuctionRevision, auctionOffers, auctionRevisions } from "../offers/index.ts";
import { type AuctionQuestion, auctionQuestions } from "../questions/index.ts";
import { type AuctionMove, listMoves } from "./move-queries.ts";

/** All that the record of an auction is made of, as the tables have it. */
export interface AuctionFacts {
  readonly mission: MissionRow;
  /** ISO 4217. */
  readonly currency: string;
  readonly questions: readonly AuctionQuestion[];
  readonly offers: readonly AuctionOffer[];
  readonly revisions: readonly AuctionRevision[];
  readonly moves: readonly AuctionMove[];
}

/** null: there is no such mission, or it was never published. */
export async function readFacts(
  connection: Connection,
  missionId: string,
  currency: string,
): Promise<AuctionFacts | null> {
  const mission = await findMission(connection, missionId);
  if (mission === null || mission.publishedAt === null) return null;
  return {
    mission,
    currency,
    questions: await auctionQuestions(connection, missionId),
    offers: await auctionOffers(connection, missionId),
    revisions: await auctionRevisions(connection, missionId),
    moves: await listMoves(connection, missionId),
  };
}
