import { Kysely, type LogConfig, PostgresDialect, type RawBuilder } from "kysely";
import type pg from "pg";
import { watchCommit } from "./after-commit.ts";
import { type Batches, watchBatches } from "./batch.ts";
import { saysAborted } from "./database-errors.ts";
import { collectInvalidations } from "./invalidations.ts";
import type { Tables, Tx } from "./schema.ts";

export interface TransactionOptions {
  readonly connect: () => Promise<pg.PoolClient>;
  readonly log: LogConfig | undefined;
  /** Told what a transaction made old, once it is over. */
  readonly onChanged: ((tags: readonly string[]) => Promise<void>) | undefined;
  readonly lastStatement: LastStatement | undefined;
}

/** What leaves along with the commit of a transaction; null when there is nothing to say. */
export type LastStatement = (tx: Tx) => RawBuilder<unknown> | null;

/** Runs `work` in a transaction: see `Database`. */
export type Transact = <T>(work: (tx: Tx) => Promise<T>) => Promise<T>;

/**
 * Transactions whose first statement leaves along with `begin`, and whose statements in a `batch` leave together:
 * Kysely's own send each when the one before is answered, batch or not, and of a write with fifteen statements most time
 * was spent on sending them.
 */
export function createTransact(options: TransactionOptions): Transact {
  const { connect, log, onChanged, lastStatement } = options;
  return async (work) => {
    const client = await connect();
    const batches = { underWay: 0 };
    const lent = lend(client, batches);
    // One for each transaction: what is begun late must not end up in the next.
    const tx = new Kysely<Tables>({
      dialect: new PostgresDialect({ pool: lent.pool }),
      ...(log && { log }),
    }) as Tx;
    watchBatches(tx, batches);
    const changed = collectInvalidations(tx);
    const committed = watchCommit(tx);
    let broken = false;
    try {
      const begun = client.query("begin");
      begun.catch(() => {});
      const result = await work(tx);
      lent.takeBack();
      await begun;
      const last = lastStatement?.(tx)?.compile(tx);
      await Promise.all([last && client.query(last.sql, [...last.parameters]), commit(client)]);
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

/** A statement that Kysely was asked for, and that is not sent yet. */
interface Begun {
  readonly inBatch: boolean;
  readonly send: () => Promise<void>;
  readonly refuse: (error: Error) => void;
}

/** The connection as what Kysely takes for a pool, until it is taken back: then no statement is sent any more. */
function lend(client: pg.PoolClient, batches: Batches) {
  let over = false;
  let unanswered = 0;
  const begun: Begun[] = [];
  let cause: unknown;
  // Statements that left with one that failed fail as well, and may be heard of before it.
  const sayCause = (error: unknown): never => {
    if (saysAborted(error)) throw cause ?? error;
    cause ??= error;
    throw error;
  };
  /** In the order in which they were begun, each when it may be. */
  const sendOn = () => {
    for (let [next] = begun; next !== undefined && (next.inBatch || unanswered === 0); [next] = begun) {
      begun.shift();
      unanswered += 1;
      next.send().then(() => {
        unanswered -= 1;
        sendOn();
      });
    }
  };
  const query = (text: string, values: unknown[]) =>
    new Promise<pg.QueryResult>((resolve, refuse) => {
      if (over) return refuse(overError());
      const send = () => client.query(text, values).catch(sayCause).then(resolve, refuse);
      begun.push({ inBatch: batches.underWay > 0, send, refuse });
      sendOn();
    });
  return {
    pool: {
      connect: async () => ({ query, release: () => {} }),
      end: async () => {},
    } as unknown as pg.Pool,
    takeBack: () => {
      over = true;
      for (const { refuse } of begun.splice(0)) refuse(overError());
    },
  };
}

const overError = () => new Error("the transaction is over");
