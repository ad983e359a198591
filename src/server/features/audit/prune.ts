import type { KeyObject } from "node:crypto";
import type { Actor } from "../../core/actor.ts";
import type { Connection, Database, Tx } from "../../platform/database/database.ts";
import { completeSubtrees } from "../../platform/proof/merkle.ts";
import { recordAudit } from "./audit.ts";
import { type PrunedDependencies, prunedOf } from "./pruned.ts";
import { signPruned } from "./pruned-note.ts";
import {
  countBefore,
  dropMonths,
  hasProven,
  prunePart,
  selectLowestKept,
  selectPruned,
  selectStraggler,
  selectWaitingMonth,
  selectYearsAgo,
} from "./pruned-queries.ts";
import { readTiles } from "./read-tiles.ts";
import { awaitSealing, type Log, selectHeads, selectSize } from "./seal-queries.ts";
import type { SecondPlace } from "./second-places.ts";
import { TILE_WIDTH } from "./tiles.ts";
import { type VerifyDependencies, verifyLog } from "./verify.ts";
import { selectLogs } from "./verify-queries.ts";
import { firstEvidence } from "./verify-restarts.ts";

export interface PlanDependencies extends PrunedDependencies {
  readonly places: readonly SecondPlace[];
  /** Nothing younger is pruned. */
  readonly yearsKept: number;
}

export interface PruneDependencies extends Omit<VerifyDependencies, "connection"> {
  /** As the owner of the tables. */
  readonly database: Database;
  readonly yearsKept: number;
}

/** What is pruned, or would be. */
export interface Pruning {
  /** The first day of what is kept, UTC; earlier than was asked for where an entry of a month was sealed late. */
  readonly before: string;
  readonly entries: number;
  readonly logs: readonly PlannedPart[];
}

interface PlannedPart extends Log {
  readonly minimum: number;
}

/** What was asked for cannot be pruned; the message says why. */
export class NotPruned extends Error {}

/**
 * @param before the first day of a month, UTC; null: as much as may go
 * @throws NotPruned for months that are too young @throws OutsideError when a second place cannot be asked
 */
export async function planPruning(
  { connection, noteKeys, places, yearsKept }: PlanDependencies,
  before: string | null,
): Promise<Pruning> {
  const logs = await selectLogs(connection);
  const covered = await coveredElsewhere(logs.at(-1), places);
  return planCovered({ connection, noteKeys, yearsKept }, logs, covered, before);
}

/** How many leaves of the log that goes on every second place has a head of. */
async function coveredElsewhere(log: Log | undefined, places: readonly SecondPlace[]): Promise<number> {
  if (log === undefined) return 0;
  const sizes = await Promise.all(places.map((place) => place.sizes(log.origin)));
  return Math.min(...sizes.map((of) => of.at(-1) ?? 0), Number.MAX_SAFE_INTEGER);
}

async function planCovered(
  { connection, noteKeys, yearsKept }: Omit<PlanDependencies, "places">,
  logs: readonly Log[],
  covered: number,
  before: string | null,
): Promise<Pruning> {
  const latest = await selectYearsAgo(connection, yearsKept);
  if (before !== null && before > latest)
    throw new NotPruned(
      `entries are kept for ${yearsKept} years (AUDIT_KEEP_YEARS): nothing from ${latest.slice(0, 7)} on can be pruned`,
    );
  const wanted = before ?? latest;
  let day = (await selectWaitingMonth(connection, wanted)) ?? wanted;
  for (;;) {
    const parts: PlannedPart[] = [];
    let straggler: string | null = null;
    for (const [at, log] of logs.entries()) {
      const minimum = await minimumOf(connection, log, day, at === logs.length - 1 ? covered : null);
      straggler = await selectStraggler(connection, log.log, day, minimum);
      if (straggler !== null) break;
      const known = await prunedOf({ connection, noteKeys }, log);
      if (known === "unsigned")
        throw new NotPruned(`what was pruned of ${log.origin} is signed by no key of AUDIT_KEY`);
      if (minimum > (known?.minimum ?? 0)) parts.push({ ...log, minimum });
    }
    if (straggler === null) return { before: day, entries: await countBefore(connection, day), logs: parts };
    day = straggler;
  }
}

/**
 * The lowest leaf of what is kept. Of the log that goes on it is nothing that some published head does not cover, here and in each
 * second place, and never its last leaf, which says how many there are.
 * @param covered null: the log was followed by another
 */
async function minimumOf(
  connection: Connection,
  { log }: Log,
  day: string,
  covered: number | null,
): Promise<number> {
  const size = await selectSize(connection, log);
  const lowest = (await selectLowestKept(connection, log, day)) ?? size;
  if (covered === null) return lowest;
  const [head] = await selectHeads(connection, log, 1);
  return Math.max(0, Math.min(lowest, head?.size ?? 0, covered, size - 1));
}

/**
 * Verifies the whole log, for what is pruned tells nothing any more. Then drops the months before a day, and the leaves and tiles of
 * which nothing is kept. A signed stub stands for each log's part: its tree stays what it was, and old proofs of what is kept hold.
 * @throws NotPruned as `planPruning`, where there is nothing to prune, and where the log is not what was written
 */
export async function pruneLog(
  { database, noteKeys, yearsKept, ...verifying }: PruneDependencies,
  actor: Actor,
  { before, reason }: { readonly before: string | null; readonly reason: string },
): Promise<Pruning> {
  const [key] = noteKeys;
  if (key === undefined) throw new Error("a key is needed to sign what was pruned");
  const connection = database.writer;
  const first = await planPruning({ connection, noteKeys, yearsKept, ...verifying }, before);
  const { found, faults } = await verifyLog({ connection, noteKeys, ...verifying });
  if (faults > 0) throw new NotPruned(`the log is not what was written: ${found[0]}`);
  return database.transaction(async (tx) => {
    await awaitSealing(tx);
    const logs = await selectLogs(tx);
    // Heads elsewhere grow alone: what was covered still is, and no place is waited for in here.
    const covered = first.logs.find(({ log }) => log === logs.at(-1)?.log)?.minimum ?? 0;
    const plan = await planCovered({ connection: tx, noteKeys, yearsKept }, logs, covered, first.before);
    if (plan.entries === 0)
      throw new NotPruned(`there is no entry before ${plan.before.slice(0, 7)} to prune`);
    for (const part of plan.logs) await putStub({ connection: tx, noteKeys }, tx, part, key);
    await dropMonths(tx, plan.before);
    await recordAudit(tx, actor, {
      action: "audit.prune",
      resource: { type: "audit", id: null },
      changes: { before: plan.before, entries: plan.entries, reason },
    });
    return plan;
  });
}

async function putStub(
  dependencies: PrunedDependencies,
  tx: Tx,
  { log, origin, minimum }: PlannedPart,
  key: KeyObject,
): Promise<void> {
  const size = minimum - (minimum % TILE_WIDTH);
  const read = readTiles(tx, { log, origin });
  const hashes = await Promise.all(completeSubtrees(0, size).map(read));
  const begun = (await selectPruned(tx, log))?.begun ?? (await firstEvidence(tx, { log }));
  const known = await prunedOf(dependencies, { log, origin });
  const before = known !== null && known !== "unsigned" && known.proven;
  const proven = before || (await hasProven(tx, log, size));
  const note = signPruned({ origin, minimum, size, proven, hashes }, key);
  await prunePart(tx, log, { minimum, size, note, begun });
}
