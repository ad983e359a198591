import { createHmac, createSecretKey, randomBytes } from "node:crypto";
import type { Actor } from "../../core/actor.ts";
import { type AuditedActionName, type ChangesOf, unnamedChanges } from "../../core/audited-actions.ts";
import type { Tx } from "../../platform/database/database.ts";
import { auditLine } from "./audit-line.ts";
import { type AuditRow, insertAuditEntry } from "./audit-queries.ts";
import { noteWritten } from "./unsealed.ts";

export interface AuditedAction<Action extends AuditedActionName = AuditedActionName> {
  readonly action: Action;
  readonly resource: { readonly type: string; readonly id: string | null };
  readonly result?: "done" | "refused";
  /** What changed, when it tells more than the action does: what `auditedActions` names, and nothing else. */
  readonly changes?: ChangesOf<Action>;
  /** A hash that the action proves something by: nobody's, and left by an erasure. */
  readonly evidence?: Buffer;
}

/**
 * Writes the entry of an action in the action's own transaction, and has it queued to be sealed along with the commit. The
 * entry holds HMAC-SHA-256 of the personal details under a salt that is kept with them: once the details are deleted,
 * nothing in the entry leads back to them, and what stands in the entry has not changed.
 */
export async function recordAudit<const Action extends AuditedActionName>(
  tx: Tx,
  actor: Actor,
  audited: AuditedAction<Action>,
): Promise<void> {
  refuseUnnamed(audited);
  const salt = randomBytes(16);
  const changes = audited.changes === undefined ? null : canonical(audited.changes);
  const hash = detailsHash(salt, { address: actor.address, userAgent: actor.userAgent, changes });
  const row: AuditRow = {
    action: audited.action,
    result: audited.result ?? "done",
    actorKind: actor.kind,
    actorId: actor.kind === "user" ? actor.userId : null,
    actorPartyId: actor.kind === "user" ? actor.partyId : null,
    actorName: actor.kind === "system" ? actor.name : null,
    resourceType: audited.resource.type,
    resourceId: audited.resource.id,
    requestId: actor.requestId,
    evidence: audited.evidence ?? null,
  };
  const { address, userAgent } = actor;
  const key = await insertAuditEntry(tx, row, { salt, hash, address, userAgent, changes });
  noteWritten(tx, { key, line: auditLine({ ...row, ...key, detailsHash: hash }) });
}

/** What the entry keeps of its personal details. */
export function detailsHash(salt: Buffer, { address, userAgent, changes }: PersonalDetails): Buffer {
  // As bytes it takes twice as long, which a verification of a million entries feels.
  return createHmac("sha256", createSecretKey(salt))
    .update(JSON.stringify([address, userAgent, changes]))
    .digest();
}

export interface PersonalDetails {
  readonly address: string | null;
  readonly userAgent: string | null;
  /** As `canonical` writes it. */
  readonly changes: string | null;
}

/** JSON that PostgreSQL's jsonb leads back to: it forgets the order of the keys. */
export function canonical(changes: Readonly<Record<string, unknown>>): string {
  return JSON.stringify(
    Object.fromEntries(Object.entries(changes).sort(([one], [other]) => (one < other ? -1 : 1))),
  );
}

/** What types cannot see: spread objects, and callers that were not compiled. Throws before anything is written. */
function refuseUnnamed({ action, result = "done", changes = {} }: AuditedAction): void {
  const unnamed = unnamedChanges(action, result, Object.keys(changes));
  if (unnamed.length > 0) throw new Error(`an entry of ${action} may not hold ${unnamed.join(", ")}`);
}
