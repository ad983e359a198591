export { findExportOf } from "./export-queries.ts";
export { type PrivacyNeeds, privacyFeature } from "./feature.ts";
export { makeArchive } from "./make-archive.ts";
