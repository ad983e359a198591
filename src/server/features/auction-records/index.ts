export { forgetWords } from "./erased-words.ts";
export { auctionRecordsFeature } from "./feature.ts";
export { keepRecords } from "./keep-record.ts";
export { exportRecord } from "./record-service.ts";
export { verifyRecord } from "./verify-record.ts";
