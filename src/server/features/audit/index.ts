export { type AuditedAction, recordAudit } from "./audit.ts";
