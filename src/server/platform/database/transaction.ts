import { Kysely, type LogConfig, PostgresDialect } from "kysely";
import type pg from "pg";
import { watchCommit } from "./after-commit.ts";
import { saysAborted } from "./database-errors.ts";
import { collectInvalidations } from "./invalidations.ts";
import type { Tables, Tx } from "./schema.ts";

export interface TransactionOptions {
  readonly connect: () => Promise<pg.PoolClient>;
  readonly log: LogConfig | undefined;
  /** Told what a transaction made old, once it is over. */
  readonly onChanged: ((tags: readonly string[]) => Promise<void>) | undefined;
}

/** Runs `work` in a transaction: see `Database`. */
export type Transact = <T>(work: (tx: Tx) => Promise<T>) => Promise<T>;

/**
 * Transactions whose statements do not wait for each other: those that are begun together leave together and run in
 * the order in which they were begun, the first one along with `begin`. Kysely's own transactions send a statement
 * when the one before is answered; of a write with fifteen statements most time was spent on sending them.
 */
export function createTransact({ connect, log, onChanged }: TransactionOptions): Transact {
  return async (work) => {
    const client = await connect();
    const lent = lend(client);
    // One for each transaction: what is begun late must not end up in the next.
    const tx = new Kysely<Tables>({
      dialect: new PostgresDialect({ pool: lent.pool }),
      ...(log && { log }),
    }) as Tx;
    const changed = collectInvalidations(tx);
    const committed = watchCommit(tx);
    let broken = false;
    try {
      const begun = client.query("begin");
      begun.catch(() => {});
      const result = await work(tx);
      lent.takeBack();
      await begun;
      await commit(client);
      for (const work of committed) work();
      return result;
    } catch (error) {
      lent.takeBack();
      broken = await rollback(client);
      throw error;
    } finally {
      client.release(broken);
      // After a failure too: a connection that is lost while it commits does not say which it was.
      if (changed.size > 0) await onChanged?.([...changed]);
    }
  };
}

/** PostgreSQL answers the commit of what has failed with a rollback, and calls that no error. */
async function commit(client: pg.PoolClient): Promise<void> {
  const { command } = await client.query("commit");
  if (command !== "COMMIT") throw new Error("a statement had failed: the transaction was rolled back");
}

/** Whether the connection is of no more use. */
async function rollback(client: pg.PoolClient): Promise<boolean> {
  try {
    await client.query("rollback");
    return false;
  } catch {
    return true;
  }
}

/** The connection as what Kysely takes for a pool, until it is taken back: then no statement is sent any more. */
function lend(client: pg.PoolClient) {
  let over = false;
  let cause: unknown;
  // Statements that left with one that failed fail as well, and may be heard of before it.
  const sayCause = (error: unknown): never => {
    if (saysAborted(error)) throw cause ?? error;
    cause ??= error;
    throw error;
  };
  const connection = {
    query: (text: string, values: unknown[]) =>
      over
        ? Promise.reject(new Error("the transaction is over"))
        : client.query(text, values).catch(sayCause),
    release: () => {},
  };
  return {
    pool: { connect: async () => connection, end: async () => {} } as unknown as pg.Pool,
    takeBack: () => {
      over = true;
    },
  };
}
