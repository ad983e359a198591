import type { Tx } from "./schema.ts";

const noted = new WeakMap<Tx, Set<string>>();

/** Begins to collect what a transaction changes. */
export function watchChanges(tx: Tx): ReadonlySet<string> {
  const scopes = new Set<string>();
  noted.set(tx, scopes);
  return scopes;
}

/**
 * Says which scope of the cache a statement of this transaction makes old. Once the transaction is over
 * what is kept of the scope is shown by no instance any more.
 */
export function noteChange(tx: Tx, scope: string): void {
  noted.get(tx)?.add(scope);
}
