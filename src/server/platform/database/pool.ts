import pg from "pg";
import { type ConnectionWatch, DatabaseClient, type TimeLimits } from "./client.ts";

export interface Notice {
  /** As PostgreSQL says it in its own language: `NOTICE`, `WARNING`. */
  readonly severity: string;
  readonly code: string;
  /** One line. What goes with it (detail, context) may hold what people wrote and stays out. */
  readonly message: string;
}

export interface PoolOptions {
  readonly connection: pg.ClientConfig;
  readonly max: number;
  readonly applicationName: string;
  readonly limits: TimeLimits;
  /** Milliseconds that a request waits for a connection, free or new. */
  readonly patience: number;
  readonly watch: ConnectionWatch;
  /** Told of a connection that was lost while nobody used it. */
  readonly onError: (error: Error) => void;
  readonly onNotice?: ((notice: Notice) => void) | undefined;
}

export function openPool(options: PoolOptions) {
  const { connection, max, applicationName, limits, patience, watch, onError, onNotice } = options;
  const pool = new pg.Pool({
    ...connection,
    Client: class extends DatabaseClient {
      constructor(config?: pg.ClientConfig) {
        super(config, watch);
      }
    },
    application_name: applicationName,
    max,
    idleTimeoutMillis: 20_000,
    connectionTimeoutMillis: patience,
    // What is sent together leaves together; and a connection that does not answer in time is given up.
    pipeline: true,
    ...(limits.statement_timeout && { query_timeout: limits.statement_timeout + patience }),
    onConnect: (client) => (client as DatabaseClient).prepare(limits, patience),
  });
  pool.on("error", onError);
  pool.on("connect", (client) => {
    // The pool listens to idle connections only. One that is lost between two statements of a transaction, by
    // idle_in_transaction_session_timeout for instance, would end the process; the next statement says it.
    client.on("error", () => {});
    if (onNotice !== undefined) {
      client.on("notice", ({ severity = "NOTICE", code = "", message = "" }) =>
        onNotice({ severity, code, message }),
      );
    }
  });
  return pool;
}
