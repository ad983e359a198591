import { sql } from "kysely";
import type { Connection, Tx } from "../../platform/database/database.ts";

/** Something that happened to an auction: a transition of its mission, a late offer that moved its deadline, a withdrawal. */
export interface AuctionMove {
  /** Counts from 1. */
  readonly number: number;
  readonly move: string;
  readonly bidderNumber: number | null;
  /** The one that holds from then on; null where it stays. */
  readonly deadline: Date | null;
  readonly at: Date;
}

/** The mission's row is locked, so the next number is free. */
export async function insertMove(
  tx: Tx,
  missionId: string,
  { move, bidderNumber, deadline }: Pick<AuctionMove, "move" | "bidderNumber" | "deadline">,
): Promise<void> {
  await sql`
    insert into auction_moves (mission_id, number, move, bidder_number, deadline)
    select ${missionId}, coalesce(max(number), 0) + 1, ${move}, ${bidderNumber}::integer, ${deadline}::timestamptz
    from auction_moves where mission_id = ${missionId}`.execute(tx);
}

export async function listMoves(connection: Connection, missionId: string): Promise<AuctionMove[]> {
  const { rows } = await sql<AuctionMove>`
    select number, move, bidder_number as "bidderNumber", deadline, at
    from auction_moves where mission_id = ${missionId} order by number`.execute(connection);
  return rows;
}
