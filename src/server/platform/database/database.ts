import { readFileSync } from "node:fs";
import { Kysely, type LogConfig, PostgresDialect } from "kysely";
import pg from "pg";
import { PATIENCE, type Patience } from "../patience.ts";
import { DatabaseCircuit } from "./circuit.ts";
import type { ConnectionWatch } from "./client.ts";
import { ofDatabase, saysDiskFull } from "./database-errors.ts";
import { type Notice, openPool } from "./pool.ts";
import type { Connection, Tables, Tx } from "./schema.ts";
import { createTransact, type LastStatement } from "./transaction.ts";

export type ConnectionConfig = pg.ClientConfig;
export type { Connection, LastStatement, Tx };

/** Connections are asked for by purpose: today both are the primary, with replicas `reader` is not. */
export interface Database {
  readonly reader: Connection;
  readonly writer: Connection;
  /**
   * Commits when `work` resolves, rolls back when it throws. READ COMMITTED. Statements run in the order in which they are
   * begun, each when the one before is answered; those of a `batch` leave together. Resolves once no instance shows what
   * the tags that `invalidateOnCommit` named held before.
   */
  transaction<T>(work: (tx: Tx) => Promise<T>): Promise<T>;
  /** For health and metrics. */
  state(): DatabaseState;
  close(): Promise<void>;
}

export interface DatabaseState {
  /** Whether it says nothing and is left alone until it does. */
  readonly silent: boolean;
  /** How often that began since the start. */
  readonly timesSilent: number;
  /** How long ago, in milliseconds, it last refused to write for want of space; null: it never did. */
  readonly diskFullForMs: number | null;
}

export interface DatabaseOptions {
  /** A `postgres://` URL, or the parts when the server listens on a socket of our own. */
  readonly connection: string | pg.ClientConfig;
  readonly poolMax: number;
  readonly caFile?: string | undefined;
  readonly applicationName?: string;
  /** Where it differs from the program's own. */
  readonly patience?: Partial<Omit<Patience, "redis">>;
  readonly onError: (error: Error) => void;
  readonly onNotice?: (notice: Notice) => void;
  /** Told when the database begins to say nothing (true), and when it answers again. */
  readonly onSilence?: (silent: boolean) => void;
  /** Told what a transaction made old, once it is over. */
  readonly onChanged?: (tags: readonly string[]) => Promise<void>;
  /** Leaves along with each commit. */
  readonly lastStatement?: LastStatement;
  /** Told of each statement once it has run; its parameters may be personal and belong in no log. */
  readonly onStatement?: (statement: RunStatement) => void;
}

export interface RunStatement {
  readonly sql: string;
  readonly parameters: readonly unknown[];
  readonly milliseconds: number;
}

const types = new pg.TypeOverrides();
types.setTypeParser(pg.types.builtins.INT8, Number);
// Cards travel as the text that PostgreSQL stores, ready to be sent.
types.setTypeParser(pg.types.builtins.JSON, (text) => text);

/** What every connection of Swideal has in common; throws when the CA file cannot be read. */
export function connectionConfig(options: Pick<DatabaseOptions, "connection" | "caFile">): pg.ClientConfig {
  const base =
    typeof options.connection === "string" ? { connectionString: options.connection } : options.connection;
  return {
    ...base,
    ...(options.caFile
      ? { ssl: { ca: readFileSync(options.caFile, "utf8"), rejectUnauthorized: true } }
      : {}),
    types,
    connectionTimeoutMillis: PATIENCE.connection,
  };
}

export function openDatabase(options: DatabaseOptions): Database {
  const patience = { ...PATIENCE, ...options.patience };
  const { onStatement, onSilence } = options;
  const connection = connectionConfig(options);
  let diskFullAt: number | null = null;
  const watch: ConnectionWatch = {
    open: new Set(),
    onAsked: () => circuit.asked(),
    onBytes: () => circuit.heard(),
    onFailure: (error) => {
      if (saysDiskFull(error)) diskFullAt = performance.now();
    },
  };
  const circuit = new DatabaseCircuit({
    connection,
    silence: patience.silence,
    // Who holds a transaction and asks nothing hears nothing, and waits for nothing.
    isBusy: () => [...watch.open].some((client) => client.waits),
    cutAll: () => {
      for (const client of watch.open) client.cut();
    },
    onSilent: () => onSilence?.(true),
    onBack: () => onSilence?.(false),
  });
  const pool = openPool({
    connection,
    max: options.poolMax,
    applicationName: options.applicationName ?? "swideal",
    limits:
      patience.statement > 0
        ? {
            statement_timeout: patience.statement,
            lock_timeout: Math.ceil(patience.statement / 2),
            idle_in_transaction_session_timeout: patience.statement * 3,
          }
        : {},
    patience: patience.connection,
    watch,
    onError: options.onError,
    onNotice: options.onNotice,
  });
  // An operator's long work waits as long as it takes.
  const lend = () => (patience.statement > 0 ? circuit.lend(() => pool.connect()) : pool.connect());
  const connect = () =>
    lend().catch((error: unknown) => {
      throw ofDatabase(error);
    });
  const log: LogConfig | undefined =
    onStatement &&
    (({ query, queryDurationMillis }) =>
      onStatement({ sql: query.sql, parameters: query.parameters, milliseconds: queryDurationMillis }));
  const lent = { connect, end: () => pool.end(), options: pool.options };
  const kysely = new Kysely<Tables>({ dialect: new PostgresDialect({ pool: lent }), ...(log && { log }) });
  return {
    reader: kysely,
    writer: kysely,
    transaction: createTransact({
      connect,
      log,
      onChanged: options.onChanged,
      lastStatement: options.lastStatement,
    }),
    state: () => ({
      silent: circuit.open,
      timesSilent: circuit.openings,
      diskFullForMs: diskFullAt === null ? null : performance.now() - diskFullAt,
    }),
    // Kysely ends the pool only once it has run something.
    close: async () => {
      circuit.close();
      await kysely.destroy();
      if (!pool.ended) await pool.end();
    },
  };
}
