import { sql } from "kysely";
import type { Actor } from "../../../core/actor.ts";
import type { Tx } from "../../../platform/database/database.ts";
import type { Listener } from "../../../platform/events.ts";
import { lockAccountToErase } from "../../accounts/index.ts";
import { type ErasePersonDependencies, erasePerson } from "./erase-person.ts";
import type { ListedErasure } from "./erasure-list.ts";

/** Whoever was erased and is there again is erased again, whatever stands against it. False: nobody is there. */
export async function erasePersonAgain(
  tx: Tx,
  deps: ErasePersonDependencies,
  actor: Actor,
  { userId, heldUntil }: ListedErasure,
): Promise<boolean> {
  const account = await lockAccountToErase(tx, userId);
  if (account === null) return false;
  await erasePerson(tx, deps, actor, account, { again: heldUntil });
  return true;
}

/** A farewell that an older state would still send may have left since. */
export const quietFarewells: Listener<"installation.restored"> = async (tx) => {
  await sql`
    update erasure_steps set confirmed_at = clock_timestamp(), sealed_address = null
    where step = 'farewell' and confirmed_at is null`.execute(tx);
};
