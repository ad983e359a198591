import { sql } from "kysely";
import { type Actor, systemActor } from "../../core/actor.ts";
import type { Connection, Database, Tx } from "../../platform/database/database.ts";
import type { Listener } from "../../platform/events.ts";
import { recordAudit } from "../audit/index.ts";
import { treeOf } from "./commitment.ts";
import { commitmentsOf, insertRoot } from "./commitment-queries.ts";
import { lockUnsealed } from "./offer-queries.ts";

const ENDS: ReadonlySet<string> = new Set(["close", "expire"]);
const MOST_AT_ONCE = 500;

/** The root of a sealed auction is written in the transition that closes it. Listens to every transition, for it alone knows which. */
export const writeRootAtClosing: Listener<"mission.transitioned"> = async (tx, actor, event) => {
  if (ENDS.has(event.transition) && (await isSealed(tx, event.missionId)))
    await writeRoot(tx, actor, event.missionId);
};

/**
 * Of a mission that a moderator has hidden the clock runs on, but no timer moves it: its root is written all the same, for
 * its client may read prices from the deadline on.
 */
export async function writeRootsOfHidden(database: Database): Promise<void> {
  for (const missionId of await hiddenAndOver(database.writer)) {
    await database.transaction(async (tx) => {
      if (await lockUnsealed(tx, missionId)) await writeRoot(tx, systemActor("timer", "timer"), missionId);
    });
  }
}

async function writeRoot(tx: Tx, actor: Actor, missionId: string): Promise<void> {
  const { size, root } = treeOf(await commitmentsOf(tx, missionId));
  if (!(await insertRoot(tx, missionId, { size, root }))) return;
  await recordAudit(tx, actor, {
    action: "mission.write_root",
    resource: { type: "mission", id: missionId },
    changes: { offerRevisions: size },
    evidence: root,
  });
}

async function isSealed(tx: Tx, missionId: string): Promise<boolean> {
  const { rows } = await sql`
    select from missions where id = ${missionId} and auction = 'sealed'`.execute(tx);
  return rows.length > 0;
}

/** Sealed auctions whose deadline passed while they were hidden and that have no root yet. */
async function hiddenAndOver(connection: Connection): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select m.id from missions m
    where m.due_at <= clock_timestamp() and m.status = 'hidden' and m.hidden_from = 'published' and m.auction = 'sealed'
      and not exists (select from sealed_roots r where r.mission_id = m.id)
    order by m.due_at, m.id limit ${MOST_AT_ONCE}`.execute(connection);
  return rows.map(({ id }) => id);
}
