export { forgetWords } from "./erased-words.ts";
export { auctionRecordsFeature } from "./feature.ts";
export { keepRecords } from "./keep-record.ts";
export { headsOf } from "./make-heads.ts";
export type { AuctionMove } from "./move-queries.ts";
export { headRows, lineRows, moveRows } from "./record-bulk.ts";
export type { AuctionFacts } from "./record-facts.ts";
export { exportRecord } from "./record-service.ts";
export { verifyRecord } from "./verify-record.ts";
