import type { Actor } from "../../../core/actor.ts";
import type { Manifest } from "../../../core/manifest.ts";
import type { Tx } from "../../../platform/database/database.ts";
import type { Emit } from "../../../platform/events.ts";
import type { Sealing } from "../../../platform/sealing.ts";
import { type Account, emailKey } from "../../accounts/index.ts";
import { recordAudit } from "../../audit/index.ts";
import { leaveAll } from "../../organisations/index.ts";
import { eraseRows } from "./erase-rows.ts";
import { type ErasureRow, insertErasure, insertSteps } from "./erasure-queries.ts";
import { type HoldEnds, holdByLaw } from "./legal-holds.ts";

export interface ErasePersonDependencies {
  readonly manifests: readonly Manifest[];
  readonly emit: Emit;
  readonly sealing: Sealing;
}

/**
 * At whose wish. `again`: the account was erased before, and an older backup was put back; with when what the law wants kept
 * of it goes.
 */
export type ErasedBy = "client" | "moderator" | { readonly again: HoldEnds };

/** In what the address is sealed for the steps that still need it. */
export const addressContext = (erasureId: string): string => `erasure:${erasureId}`;

/**
 * Erases a person from every table in this transaction: what it has on the market ends, what the law wants kept is put
 * aside, then its rows go or lose what is personal, each as its owner's manifest says. What is outside of the tables are
 * steps that are repeated until each is confirmed.
 * @param account locked
 * @param by `again`: nothing then stands against it, and what is put aside is kept no longer than it would have been
 * Throws `last_owner`, and `invalid_transition` while work is agreed or under way: both name what stands against it.
 */
export async function erasePerson(
  tx: Tx,
  { manifests, emit, sealing }: ErasePersonDependencies,
  actor: Actor,
  account: Account,
  by: ErasedBy,
): Promise<ErasureRow> {
  const { id: userId, partyId, email, emailVerifiedAt } = account;
  // Whoever does it: an entry of it must not say again from where.
  const unseen: Actor = { ...actor, address: null, userAgent: null };
  const subject = { userId, partyId, addressKey: emailVerifiedAt === null ? null : emailKey(email) };
  const known = typeof by === "object" ? by.again : null;
  await leaveAll(tx, unseen, userId, known !== null);
  await emit(tx, unseen, "account.leaving", { userId, partyId, by: typeof by === "object" ? "again" : by });
  const heldUntil = await holdByLaw(tx, manifests, subject, known ?? {});
  await emit(tx, unseen, "account.erased", { userId, partyId });
  await eraseRows(tx, manifests, subject);
  const erasure = await insertErasure(tx, { userId, partyId, heldUntil });
  const address = Buffer.from(JSON.stringify({ address: email, locale: account.locale }));
  const sealed = known !== null ? null : sealing.seal(address, addressContext(erasure.id));
  await insertSteps(tx, erasure.id, sealed);
  // Of the accounts that it names verification misses no details.
  await recordAudit(tx, unseen, {
    action: "privacy.erase",
    resource: { type: "user", id: userId },
    changes: { partyId },
  });
  return erasure;
}
