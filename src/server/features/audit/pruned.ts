import type { KeyObject } from "node:crypto";
import type { Connection } from "../../platform/database/database.ts";
import { openPruned, type PrunedPart } from "./pruned-note.ts";
import { selectPruned } from "./pruned-queries.ts";
import type { Log } from "./seal-queries.ts";
import { selectLogs } from "./verify-queries.ts";

export interface PrunedDependencies {
  readonly connection: Connection;
  readonly noteKeys: readonly KeyObject[];
}

/** What stands for the pruned beginning of a log; "unsigned": something that no key has signed; null: nothing was pruned. */
export async function prunedOf(
  { connection, noteKeys }: PrunedDependencies,
  log: Log,
): Promise<PrunedPart | "unsigned" | null> {
  const row = await selectPruned(connection, log.log);
  if (row === null) return null;
  const part = openPruned(row.note, log.origin, noteKeys);
  return part?.minimum === row.minimum ? part : "unsigned";
}

/** Of each log that was pruned, the oldest first; what nobody signed is left to a verification. */
export async function prunedParts(dependencies: PrunedDependencies): Promise<PrunedPart[]> {
  const parts = [];
  for (const log of await selectLogs(dependencies.connection)) {
    const part = await prunedOf(dependencies, log);
    if (part !== null && part !== "unsigned") parts.push(part);
  }
  return parts;
}
