export { type AuditedAction, recordAudit } from "./audit.ts";
export { auditJobs } from "./audit-jobs.ts";
export { auditManifest } from "./manifest.ts";
