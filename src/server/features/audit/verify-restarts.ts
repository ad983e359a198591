import type { KeyObject } from "node:crypto";
import type { Connection } from "../../platform/database/database.ts";
import { selectPruned } from "./pruned-queries.ts";
import { openRestart, type Restart } from "./restart-note.ts";
import { type Log, selectEntries } from "./seal-queries.ts";
import { selectLeaves, selectLogs } from "./verify-queries.ts";

interface RestartDependencies {
  readonly connection: Connection;
  readonly noteKeys: readonly KeyObject[];
}

/** What a log's first entry says of the log before it; null where it says nothing that one of the keys has signed. */
export async function restartOf(
  { connection, noteKeys }: RestartDependencies,
  log: Log,
  previous: Log,
): Promise<Restart | null> {
  const evidence = (await selectPruned(connection, log.log))?.begun ?? (await firstEvidence(connection, log));
  const restart = evidence ? openRestart(evidence.toString(), log.origin, noteKeys) : null;
  return restart?.previous === previous.origin ? restart : null;
}

/** What the first entry of a log proves, where it is still there. */
export async function firstEvidence(
  connection: Connection,
  { log }: Pick<Log, "log">,
): Promise<Buffer | null> {
  const [first] = await selectLeaves(connection, log, 0, 1);
  if (first === undefined || first.at === null || first.id === null) return null;
  return (await selectEntries(connection, [{ at: first.at, id: first.id }])).get(first.id)?.evidence ?? null;
}

/** Each time that a log was followed by another, the oldest first. */
export async function restartsOf(dependencies: RestartDependencies): Promise<Restart[]> {
  const logs = await selectLogs(dependencies.connection);
  const restarts = [];
  for (const [at, log] of logs.entries()) {
    const previous = logs[at - 1];
    const restart = previous === undefined ? null : await restartOf(dependencies, log, previous);
    if (restart !== null) restarts.push(restart);
  }
  return restarts;
}
