export { type ErasePersonDependencies, erasePerson } from "./erasure/erase-person.ts";
export { createErasureList } from "./erasure/erasure-list.ts";
export { findErasure, listSteps } from "./erasure/erasure-queries.ts";
export { findHeld } from "./erasure/legal-holds.ts";
export { erasePersonAgain, quietFarewells } from "./erasure/restored-erasures.ts";
export { findExportOf } from "./export-queries.ts";
export { type PrivacyNeeds, privacyFeature } from "./feature.ts";
export { makeArchive } from "./make-archive.ts";
export { type RetentionRow, retention } from "./retention.ts";
