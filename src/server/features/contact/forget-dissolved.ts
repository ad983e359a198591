import { type Actor, systemActor } from "../../core/actor.ts";
import type { Database, Tx } from "../../platform/database/database.ts";
import type { Listener } from "../../platform/events.ts";
import type { JobQueue, Jobs } from "../../platform/jobs.ts";
import { recordAudit } from "../audit/index.ts";
import { hasWorkedSince } from "../missions/index.ts";
import { dissolvedParties } from "../organisations/index.ts";
import { OPEN_AFTER_COMPLETION_MS } from "./contact.ts";
import { forgetDetails } from "./contact-queries.ts";

/** Nobody is left to take them back, so they go at once, but where somebody it worked with may still need them. */
export const forgetDissolved: Listener<"party.dissolved"> = (tx, actor, { partyId }) =>
  forget(tx, actor, partyId);

async function forget(tx: Tx, actor: Actor, partyId: string): Promise<void> {
  if (await hasWorkedSince(tx, partyId, OPEN_AFTER_COMPLETION_MS)) return;
  if (!(await forgetDetails(tx, partyId))) return;
  await recordAudit(tx, actor, {
    action: "contact.forget",
    resource: { type: "party", id: partyId },
    changes: { fields: [] },
  });
}

const late: JobQueue = { name: "contact.forget-dissolved", retries: 3, retryDelaySeconds: 60 };
const BATCH = 100;

/** What had to stay when its organisation was dissolved goes once nobody may read it any more, each night. */
export function contactJobs({ database, jobs }: { readonly database: Database; readonly jobs: Jobs }): void {
  jobs.schedule(late, "47 3 * * *", () => forgetLate(database));
}

export async function forgetLate(database: Database): Promise<void> {
  const actor = systemActor(late.name, late.name);
  let ids: readonly string[] = [];
  do {
    ids = await dissolvedParties(database.writer, ids.at(-1) ?? null, BATCH);
    for (const id of ids) await database.transaction((tx) => forget(tx, actor, id));
  } while (ids.length === BATCH);
}
