import type { Database, Tx } from "./database.ts";

/**
 * Works through many rows, each batch in a transaction of its own, until one is not full: what was done stays done
 * whatever comes after. `work` takes at most so many rows, passes over those that others have locked (`skip locked`),
 * and says how many it took.
 */
export async function inBatches(
  database: Database,
  size: number,
  work: (tx: Tx, size: number) => Promise<number>,
): Promise<void> {
  while ((await database.transaction((tx) => work(tx, size))) === size);
}
