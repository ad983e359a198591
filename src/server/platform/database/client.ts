import { randomUUID } from "node:crypto";
import { once } from "node:events";
import type { Socket } from "node:net";
import pg from "pg";
import { AS_BYTES, type byteRows, keepBytes } from "./byte-text.ts";
import { ofDatabase } from "./database-errors.ts";
import { StatementNames } from "./named-statements.ts";

/** Milliseconds by PostgreSQL's names of them; none for an operator's long work. */
export type TimeLimits = Readonly<
  Partial<Record<"statement_timeout" | "lock_timeout" | "idle_in_transaction_session_timeout", number>>
>;

/** What is seen of the connections of a pool from beside. */
export interface ConnectionWatch {
  /** From the first try to connect to the end. */
  readonly open: Set<DatabaseClient>;
  /** A statement was sent. */
  readonly onAsked: () => void;
  /** The database has sent something. */
  readonly onBytes: () => void;
  /** What a statement failed with. */
  readonly onFailure: (error: unknown) => void;
}

/** What can be prepared; the rest (`begin`, `set`) gains nothing by it. */
const PREPARABLE = /^\s*(?:\/\*.*?\*\/\s*)?(select|with|insert|update|delete|merge|values)\b/i;
const FORGOTTEN_WITHIN_MS = 100;
const BEGINS = /^\s*(begin|start transaction)\b[^;]*$/i;
const ENDS = /^\s*(commit|rollback)\s*$/i;

/**
 * A connection of Swideal's pool: its statements are named and its time limits hold, whether PostgreSQL itself
 * answers or a pooler that gives each transaction another connection. Which of them it is shows when it has
 * connected: see docs/decisions/2026-11-22-poolers-are-recognised.md.
 */
export class DatabaseClient extends pg.Client {
  #names: StatementNames | null = null;
  /** Behind a pooler, where nothing that is set outlives the transaction: what sets the limits within one. */
  #setLimits: string | null = null;
  /** By what was sent: the answer to `begin` may still be on its way. */
  #inTransaction = false;
  #gathering = false;
  /** Statements that were sent and are not answered. */
  #unanswered = 0;
  readonly #watch: ConnectionWatch;
  readonly #byteRows: typeof byteRows;

  constructor(config: pg.ClientConfig | undefined, watch: ConnectionWatch) {
    super(config);
    this.#byteRows = keepBytes(this.connection, watch.onBytes);
    this.#watch = watch;
    watch.open.add(this);
    this.once("end", () => watch.open.delete(this));
  }

  /** Whether a statement waits for its answer. */
  get waits(): boolean {
    return this.#unanswered > 0;
  }

  /** Gives the connection up at once; what it was asked fails. */
  cut(): void {
    streamOf(this).destroy();
  }

  /** Called once, when connected. Rejects when nobody answers within `patience`, in milliseconds. */
  async prepare(limits: TimeLimits, patience: number): Promise<void> {
    // A pooler tells its clients a process number of its own making. What is set for the session is set in the
    // same statement, so that it reaches no connection that others use too.
    const who = {
      text: `select pg_backend_pid() = $1 as direct, case when pg_backend_pid() = $1 then
        (select count(set_config(key, value, false)) from jsonb_each_text($2::jsonb)) end`,
      values: [numberOf(this), JSON.stringify(limits)],
      query_timeout: patience,
    };
    const { rows } = await super.query<{ direct: boolean }>(who);
    if (rows[0]?.direct) {
      this.#names = new StatementNames();
      return;
    }
    if (await this.#poolerKeepsNames()) this.#names = new StatementNames();
    this.#setLimits = Object.entries(limits)
      .map(([name, milliseconds]) => `set local ${name} = ${milliseconds}`)
      .join("; ");
  }

  /** For the text of one statement; whatever else pg takes is passed on as it is. */
  // biome-ignore lint/suspicious/noExplicitAny: pg's own overloads, passed through
  override query(...args: any[]): any {
    const [text, values] = args;
    if (typeof text !== "string" || args.length > 2 || typeof values === "function") {
      // @ts-expect-error pg declares overloads, not a rest parameter
      return super.query(...args);
    }
    this.#unanswered += 1;
    this.#watch.onAsked();
    return this.#send(text, values)
      .finally(() => {
        this.#unanswered -= 1;
      })
      .catch((error: unknown) => this.#refuse(error));
  }

  #send(text: string, values?: unknown[]): Promise<pg.QueryResult> {
    const begins = BEGINS.test(text);
    const alone = !begins && !this.#inTransaction;
    if (begins) this.#inTransaction = true;
    else if (ENDS.test(text)) this.#inTransaction = false;
    if (!alone) this.#gather();
    if (!this.#setLimits) return this.#run(text, values);
    if (begins) return super.query(`${text}; ${this.#setLimits}`);
    return alone ? this.#runAlone(text, values) : this.#run(text, values);
  }

  /** What is begun in one turn leaves in one piece: each piece costs as much to send as a statement to make. */
  #gather(): void {
    if (this.#gathering) return;
    this.#gathering = true;
    const stream = streamOf(this);
    stream.cork();
    setImmediate(() => {
      this.#gathering = false;
      stream.uncork();
    });
  }

  /**
   * pg says that a statement took too long a moment before the connection is known to be given up; the pool
   * would hand it to whoever comes next.
   */
  async #refuse(error: unknown): Promise<never> {
    this.#watch.onFailure(error);
    if (streamOf(this).destroyed) {
      await once(this, "end", { signal: AbortSignal.timeout(FORGOTTEN_WITHIN_MS) }).catch(() => {});
    }
    throw ofDatabase(error);
  }

  async #run(text: string, values?: unknown[]): Promise<pg.QueryResult> {
    const config = { text, ...(values && { values }), ...(text.startsWith(AS_BYTES) && this.#byteRows) };
    if (this.#names === null || !PREPARABLE.test(text)) return super.query(config);
    const { name, closed } = this.#names.use(text);
    if (closed !== null) this.#close(closed);
    if (name === null) return super.query(config);
    try {
      return await super.query({ ...config, name });
    } catch (error) {
      // PgBouncer ends a connection that prepares under one name twice.
      if (!(name in preparedBy(this))) this.#names.forget(text);
      throw error;
    }
  }

  /** In a transaction of its own, because the limits hold in transactions only. All leaves in one piece. */
  async #runAlone(text: string, values?: unknown[]): Promise<pg.QueryResult> {
    this.#gather();
    const outcomes = await Promise.allSettled([
      super.query(`begin; ${this.#setLimits}`),
      this.#run(text, values),
      super.query("commit"),
    ]);
    for (const outcome of outcomes) if (outcome.status === "rejected") throw outcome.reason;
    return (outcomes[1] as PromiseFulfilledResult<pg.QueryResult>).value;
  }

  #close(name: string): void {
    delete preparedBy(this)[name];
    // A connection that breaks meanwhile is seen by the statement that follows.
    super.query(new CloseStatement(name)).on("error", () => {});
  }

  /** PgBouncer since 1.21, when told to, prepares under names of its own wherever a statement is needed. */
  async #poolerKeepsNames(): Promise<boolean> {
    const name = `swideal_${randomUUID()}`;
    await super.query("begin");
    try {
      await super.query({ name, text: "select 1" });
      const { rows } = await super.query<{ unchanged: boolean }>(
        "select exists (select from pg_prepared_statements where name = $1) as unchanged",
        [name],
      );
      if (rows[0]?.unchanged) await super.query(`deallocate ${this.escapeIdentifier(name)}`);
      return rows[0]?.unchanged === false;
    } finally {
      await super.query("commit");
    }
  }
}

class CloseStatement extends pg.Query {
  readonly #name: string;

  constructor(name: string) {
    super("");
    this.#name = name;
  }

  override submit = (connection: pg.Connection): void => {
    connection.close({ type: "S", name: this.#name }, true);
    connection.sync();
  };
}

/** Not declared, but where pg keeps them: see its client.js and query.js. */
const numberOf = (client: pg.Client) => (client as unknown as { processID: number | null }).processID;
const streamOf = (client: pg.Client) => (client.connection as unknown as { stream: Socket }).stream;
const preparedBy = (client: pg.Client) =>
  (client.connection as unknown as { parsedStatements: Record<string, string> }).parsedStatements;
