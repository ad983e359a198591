import type { LastStatement, Tx } from "../../platform/database/database.ts";
import type { EntryKey } from "./audit-queries.ts";
import { macOf } from "./entry-mac.ts";
import { queueUnsealed } from "./seal-queries.ts";

/** An entry that this transaction has written. */
export interface Written {
  readonly key: EntryKey;
  readonly line: string;
}

const written = new WeakMap<Tx, Written[]>();

/** Notes what is to be sealed once the transaction has committed. */
export function noteWritten(tx: Tx, entry: Written): void {
  const entries = written.get(tx);
  if (entries === undefined) written.set(tx, [entry]);
  else entries.push(entry);
}

/** What this transaction has written so far, for who seals it at once: it is not queued then. */
export function takeWritten(tx: Tx): readonly Written[] {
  const entries = written.get(tx) ?? [];
  written.delete(tx);
  return entries;
}

/**
 * Queues the entries that a transaction wrote, with the MAC of each line, along with its commit: a write waits for nothing.
 * @param macKeys 32 bytes each; the first signs
 */
export function queueEntries(macKeys: readonly Buffer[]): LastStatement {
  const [key] = macKeys;
  if (key === undefined) throw new Error("a key is needed to seal");
  return (tx) => {
    const entries = written.get(tx);
    if (entries === undefined) return null;
    const macs = entries.map(({ line }) => macOf(key, line));
    return queueUnsealed(
      entries.map((entry) => entry.key),
      macs,
    );
  };
}
