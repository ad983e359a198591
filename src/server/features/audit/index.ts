export { type AuditedAction, recordAudit } from "./audit.ts";
export { type AuditNeeds, auditFeature } from "./feature.ts";
export { createLookLog } from "./looks.ts";
export { publishedHeads } from "./published-log.ts";
export { createRefusalLog, type RefusalLog } from "./refusals.ts";
export { folderPlace } from "./second-places.ts";
export { queueEntries } from "./unsealed.ts";
export { type Verification, verifyLog } from "./verify.ts";
