import { sql } from "kysely";
import type { Connection } from "../../platform/database/database.ts";

/** A question as the record of its auction has it. */
export interface AuctionQuestion {
  readonly number: number;
  readonly authorPartyId: string;
  readonly text: string;
  readonly askedAt: Date;
  readonly answer: string | null;
  readonly answeredAt: Date | null;
  /** Moderators have taken it out of sight. */
  readonly hidden: boolean;
}

/** All of a mission's, by their numbers. */
export async function auctionQuestions(
  connection: Connection,
  missionId: string,
): Promise<AuctionQuestion[]> {
  const { rows } = await sql<AuctionQuestion>`
    select number, author_party_id as "authorPartyId", text, asked_at as "askedAt", answer,
      answered_at as "answeredAt", hidden_by_decision is not null as hidden
    from questions where mission_id = ${missionId} order by number`.execute(connection);
  return rows;
}
