import { bulkRows, bytea } from "../../platform/database/bulk.ts";
import type { AuctionMove } from "./move-queries.ts";
import type { HeadRow, NewLine } from "./record-queries.ts";

interface OfMission {
  readonly missionId: string;
}

export const moveRows = bulkRows<AuctionMove & OfMission>("auction_moves", {
  mission_id: ({ missionId }) => missionId,
  number: ({ number }) => number,
  move: ({ move }) => move,
  bidder_number: ({ bidderNumber }) => bidderNumber,
  deadline: ({ deadline }) => deadline,
  at: ({ at }) => at,
});

export const headRows = bulkRows<HeadRow & OfMission>("auction_record_heads", {
  mission_id: ({ missionId }) => missionId,
  number: ({ number }) => number,
  signed: ({ signed }) => signed,
  made_at: ({ madeAt }) => madeAt,
});

/** A line of a head, in its place among the head's lines, from 0. */
export interface BulkLine extends NewLine, OfMission {
  readonly head: number;
  readonly position: number;
}

export const lineRows = bulkRows<BulkLine>("auction_record_lines", {
  mission_id: ({ missionId }) => missionId,
  head: ({ head }) => head,
  position: ({ position }) => position,
  key: ({ key }) => key,
  bidder_number: ({ bidderNumber }) => bidderNumber,
  author_party_id: ({ authorPartyId }) => authorPartyId,
  digest: ({ digest }) => bytea(digest),
  salt: ({ salt }) => bytea(salt),
  line: ({ line }) => line,
});
