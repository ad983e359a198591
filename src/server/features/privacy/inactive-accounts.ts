import { randomUUID } from "node:crypto";
import { systemActor } from "../../core/actor.ts";
import { AppError } from "../../core/errors.ts";
import type { Database, Tx } from "../../platform/database/database.ts";
import type { JobQueue, Jobs } from "../../platform/jobs.ts";
import type { Log } from "../../platform/log.ts";
import {
  accountsToEnd,
  accountsToWarn,
  forgetVoidWarnings,
  isToEnd,
  lockAccountToErase,
  noteWarning,
  type Warning,
} from "../accounts/index.ts";
import { recordAudit } from "../audit/index.ts";
import { type ErasePersonDependencies, erasePerson } from "./erasure/erase-person.ts";

const unused: JobQueue = { name: "privacy.unused-accounts", retries: 3, retryDelaySeconds: 60 };
const BATCH = 200;

export interface InactiveDependencies extends ErasePersonDependencies {
  readonly database: Database;
  readonly log: Log;
  /** Tells the owner by mail, if the transaction commits; `last` for the second time. */
  readonly warnUnused: (tx: Tx, userId: string, last: boolean) => Promise<void>;
}

/** Each night: who has not signed in for two years is told, twice, and then erased. */
export function inactiveJobs(deps: InactiveDependencies & { readonly jobs: Jobs }): void {
  deps.jobs.schedule(unused, "51 4 * * *", async () => void (await endInactive(deps)));
}

export interface EndedInactive {
  readonly warned: number;
  readonly erased: number;
  /** Work is under way, or an organisation has no other owner. */
  readonly kept: number;
}

export async function endInactive(deps: InactiveDependencies): Promise<EndedInactive> {
  const { database, log } = deps;
  await database.transaction((tx) => forgetVoidWarnings(tx));
  const warned = (await warn(deps, 1)) + (await warn(deps, 2));
  const done = { warned, erased: 0, kept: 0 };
  let ids: readonly string[] = [];
  do {
    ids = await accountsToEnd(database.writer, ids.at(-1) ?? null, BATCH);
    for (const id of ids) done[(await end(deps, id)) ? "erased" : "kept"] += 1;
  } while (ids.length === BATCH);
  if (done.kept > 0)
    log.warn({ kept: done.kept }, "unused accounts could not be erased: see swideal privacy retention");
  return done;
}

async function warn({ database, warnUnused }: InactiveDependencies, number: Warning): Promise<number> {
  let warned = 0;
  let ids: readonly string[] = [];
  do {
    ids = await accountsToWarn(database.writer, number, BATCH);
    for (const id of ids)
      await database.transaction(async (tx) => {
        if (!(await noteWarning(tx, id, number))) return;
        await warnUnused(tx, id, number === 2);
        warned += 1;
      });
  } while (ids.length === BATCH);
  return warned;
}

/** false: something stands against it, and nothing was changed. */
async function end(deps: InactiveDependencies, userId: string): Promise<boolean> {
  try {
    return await deps.database.transaction(async (tx) => {
      const account = await lockAccountToErase(tx, userId);
      // Who signs in at this very moment has come before, or finds no account.
      if (account === null || !(await isToEnd(tx, userId))) return false;
      await erasePerson(tx, deps, systemActor(unused.name, randomUUID()), account, "moderator");
      return true;
    });
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    await deps.database.transaction((tx) =>
      recordAudit(tx, systemActor(unused.name, randomUUID()), {
        action: "privacy.erase",
        result: "refused",
        resource: { type: "user", id: userId },
      }),
    );
    return false;
  }
}
