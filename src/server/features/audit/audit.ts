import { createHmac, randomBytes } from "node:crypto";
import type { Actor } from "../../core/actor.ts";
import type { Tx } from "../../platform/database/database.ts";
import { insertAuditEntry } from "./audit-queries.ts";

export interface AuditedAction {
  /** `resource.verb`, e.g. `mission.publish`. */
  readonly action: string;
  readonly resource: { readonly type: string; readonly id: string | null };
  readonly result?: "done" | "refused";
  /**
   * What changed, when it tells more than the action does. Never a secret, a password, a token, a
   * message's text or a sealed price: call sites name the values they keep, one by one.
   */
  readonly changes?: Readonly<Record<string, string | number | boolean | null | readonly string[]>>;
}

/**
 * Writes the entry of an action in the action's own transaction. The entry holds HMAC-SHA-256 of the
 * personal details under a salt that is kept with them: once the details are deleted, nothing in the
 * entry leads back to them, and what stands in the entry has not changed.
 */
export async function recordAudit(tx: Tx, actor: Actor, audited: AuditedAction): Promise<void> {
  const salt = randomBytes(16);
  const changes = audited.changes === undefined ? null : JSON.stringify(audited.changes);
  const personal = JSON.stringify([actor.address, actor.userAgent, changes]);
  await insertAuditEntry(
    tx,
    {
      action: audited.action,
      result: audited.result ?? "done",
      actorKind: actor.kind,
      actorId: actor.kind === "user" ? actor.userId : null,
      actorPartyId: actor.kind === "user" ? actor.partyId : null,
      actorName: actor.kind === "system" ? actor.name : null,
      resourceType: audited.resource.type,
      resourceId: audited.resource.id,
      requestId: actor.requestId,
    },
    {
      salt,
      hash: createHmac("sha256", salt).update(personal).digest(),
      address: actor.address,
      userAgent: actor.userAgent,
      changes,
    },
  );
}
