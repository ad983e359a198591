import { setTimeout as sleep } from "node:timers/promises";
import type pg from "pg";

/** Any constant that nothing else of ours locks. */
const LOCK = "7241806251309";
const ASK_EVERY_MS = 250;

/**
 * Holds the database's one lock of migrations for this session while `work` runs; waits while another migrator has it.
 * The lock is asked for again and again: a session that waits within a statement holds a snapshot, for which the other
 * one's `create index concurrently` would wait in turn.
 */
export async function withMigrationLock<Result>(
  client: pg.Client,
  log: (line: string) => void,
  work: () => Promise<Result>,
): Promise<Result> {
  for (let told = false; !(await tryLock(client)); told = true) {
    if (!told) log("another migration is at work; waiting until it is done");
    await sleep(ASK_EVERY_MS);
  }
  try {
    return await work();
  } finally {
    // A session that has ended holds nothing any more.
    await client.query("select pg_advisory_unlock($1)", [LOCK]).catch(() => {});
  }
}

async function tryLock(client: pg.Client): Promise<boolean> {
  const { rows } = await client.query<{ had: boolean }>("select pg_try_advisory_lock($1) as had", [LOCK]);
  return rows[0]?.had === true;
}
