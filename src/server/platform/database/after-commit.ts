import type { Tx } from "./schema.ts";

const waiting = new WeakMap<Tx, (() => void)[]>();

/** Begins to collect what is to be done once a transaction has committed. */
export function watchCommit(tx: Tx): readonly (() => void)[] {
  const work: (() => void)[] = [];
  waiting.set(tx, work);
  return work;
}

/**
 * Does something in this process once the transaction has committed, and not at all when it does not, or when the process
 * ends before: for what a job does as well. `work` must not throw.
 */
export function afterCommit(tx: Tx, work: () => void): void {
  waiting.get(tx)?.push(work);
}
