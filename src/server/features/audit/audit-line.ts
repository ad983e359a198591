import type { AuditRow } from "./audit-queries.ts";

/** An entry as it is sealed: all of it as text, its time with microseconds. */
export interface EntryFacts extends AuditRow {
  readonly at: string;
  readonly id: string;
  readonly detailsHash: Buffer | null;
}

/**
 * The line of an entry: what is sealed, exported and proved, never made of anything but this. A JSON array whose places do
 * not change: `docs/proof.md` names them. Bytes are hexadecimal.
 */
export function auditLine(entry: EntryFacts): string {
  return JSON.stringify([
    "swideal-audit-v1",
    entry.id,
    entry.at,
    entry.action,
    entry.result,
    entry.actorKind,
    entry.actorId,
    entry.actorPartyId,
    entry.actorName,
    entry.resourceType,
    entry.resourceId,
    entry.requestId,
    entry.evidence?.toString("hex") ?? null,
    entry.detailsHash?.toString("hex") ?? null,
  ]);
}

/** The line of a leaf that hides how much happened. @param filling 32 random bytes */
export const paddingLine = (filling: Buffer): string =>
  JSON.stringify(["swideal-audit-padding-v1", filling.toString("hex")]);
