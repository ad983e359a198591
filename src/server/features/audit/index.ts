export { type AuditedAction, recordAudit } from "./audit.ts";
export { auditFeature } from "./feature.ts";
