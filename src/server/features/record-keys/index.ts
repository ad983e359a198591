export { type RecordKeyNeeds, recordKeysFeature } from "./feature.ts";
export { publicKeys } from "./public-keys.ts";
export { createRecordSigner, RECORD_TYPE, type RecordKey, type RecordSigner } from "./record-signer.ts";
