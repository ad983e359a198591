import { randomUUID } from "node:crypto";
import { systemActor } from "../../../core/actor.ts";
import type { JobQueue, Jobs } from "../../../platform/jobs.ts";
import type { ErasePersonDependencies } from "./erase-person.ts";
import { listOpen } from "./erasure-queries.ts";
import { confirmErasure, type StepDependencies } from "./erasure-steps.ts";
import { endLegalHolds } from "./legal-holds.ts";
import { erasePersonAgain } from "./restored-erasures.ts";

/** Ids alone: jobs are kept for days. */
export const erasuresToConfirm: JobQueue<{ erasureId: string }> = {
  name: "privacy.confirm-erasure",
  retries: 3,
  retryDelaySeconds: 5,
};
const sweep: JobQueue = { name: "privacy.open-erasures", retries: 0, retryDelaySeconds: 0 };
const ERASE_AGAIN = "privacy.erase-again";
const DAY_MS = 86_400_000;
const holds: JobQueue = { name: "privacy.end-legal-holds", retries: 3, retryDelaySeconds: 60 };
const AT_ONCE = 100;

export interface ErasureJobsDependencies extends StepDependencies, ErasePersonDependencies {
  readonly jobs: Jobs;
}

export function erasureJobs(deps: ErasureJobsDependencies): void {
  const { database, jobs } = deps;
  jobs.handle(erasuresToConfirm, ({ erasureId }) => confirmErasure(deps, erasureId));
  // What an operator's command has begun, and what failed for longer than its retries.
  jobs.schedule(sweep, "* * * * *", () => confirmOpen(deps), { atStart: true });
  // Of each instance, when it begins and each day: the list is a file of its own.
  jobs.repeat(ERASE_AGAIN, DAY_MS, async () => void (await eraseAgain(deps)));
  jobs.schedule(holds, "37 4 * * *", async () => void (await endLegalHolds(database.writer)));
}

async function confirmOpen(deps: ErasureJobsDependencies): Promise<void> {
  const failed: unknown[] = [];
  for (const id of await listOpen(deps.database.writer, AT_ONCE))
    await confirmErasure(deps, id).catch((error: unknown) => failed.push(error));
  if (failed.length > 0) throw new AggregateError(failed, `${failed.length} erasures are not confirmed yet`);
}

/** After an older backup was put back: whoever is on the list and in the tables again is erased again. Returns how many. */
export async function eraseAgain(deps: ErasureJobsDependencies): Promise<number> {
  const { database, list, log } = deps;
  const { erased: listed, foreign } = await list.read();
  if (foreign > 0)
    log.error(
      { foreign },
      "lines of the list of erasures are not ours, or were made under another AUDIT_KEY",
    );
  let erased = 0;
  const failed: unknown[] = [];
  for (const one of listed) {
    const done = await database
      .transaction((tx) => erasePersonAgain(tx, deps, systemActor(ERASE_AGAIN, randomUUID()), one))
      .catch((error: unknown) => void failed.push(error));
    if (done === true) erased += 1;
  }
  if (erased > 0) log.warn({ erased }, "accounts that were erased before were there again, and are erased");
  if (failed.length > 0)
    throw new AggregateError(failed, `${failed.length} accounts could not be erased again`);
  return erased;
}
