import type { Tx } from "./schema.ts";

const invalidated = new WeakMap<Tx, Set<string>>();

/** Begins to collect what a transaction changes. */
export function collectInvalidations(tx: Tx): ReadonlySet<string> {
  const tags = new Set<string>();
  invalidated.set(tx, tags);
  return tags;
}

/**
 * Says which tag of the cache a statement of this transaction makes old. Once the transaction is over
 * what is kept of the tag is shown by no instance any more.
 */
export function invalidateOnCommit(tx: Tx, tag: string): void {
  invalidated.get(tx)?.add(tag);
}
