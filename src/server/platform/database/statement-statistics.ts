import { sql } from "kysely";
import type pg from "pg";
import type { Connection } from "./database.ts";

/**
 * Creates pg_stat_statements where the server has it preloaded and this role may. Whether it is there decides
 * nothing else: a refusal is told to `log`, in one line.
 */
export async function createStatementStatistics(
  client: pg.Client,
  log: (line: string) => void,
): Promise<void> {
  const { rows } = await client.query<{ wanted: boolean }>(
    // The library's own settings exist where it is loaded; shared_preload_libraries is not for every role to read.
    `select current_setting('pg_stat_statements.max', true) is not null
        and to_regclass('pg_stat_statements') is null as wanted`,
  );
  if (!rows[0]?.wanted) return;
  try {
    await client.query("create extension if not exists pg_stat_statements");
  } catch (error) {
    log(`pg_stat_statements is not created (${(error as Error).message}); swideal doctor says what to do`);
  }
}

export interface StatisticsState {
  /** The server counts statements. */
  readonly preloaded: boolean;
  /** They can be read in this database. */
  readonly created: boolean;
  /** Texts such as `alter role … password` are kept too. */
  readonly keepsUtility: boolean;
}

export async function statisticsState(connection: Connection): Promise<StatisticsState> {
  const { rows } = await sql<StatisticsState>`
    select current_setting('pg_stat_statements.max', true) is not null as preloaded,
      to_regclass('pg_stat_statements') is not null as created,
      coalesce(current_setting('pg_stat_statements.track_utility', true)::boolean, false) as "keepsUtility"
  `.execute(connection);
  return rows[0] as StatisticsState;
}

export interface StatementStatistics {
  readonly calls: number;
  readonly totalMs: number;
  readonly meanMs: number;
  readonly rows: number;
  /** With `$1` in the place of each value. */
  readonly text: string;
}

/**
 * The statements of this connection's role in this database on which most time was spent since the server began
 * to count; null where nothing is counted. Only its own, whose values are parameters, and none that is more than
 * a query: the text of an ALTER ROLE, for instance, is kept with its password.
 */
export async function slowestStatements(
  connection: Connection,
  limit: number,
): Promise<StatementStatistics[] | null> {
  const { preloaded, created } = await statisticsState(connection);
  if (!preloaded || !created) return null;
  const { rows } = await sql<StatementStatistics>`
    select calls, total_exec_time as "totalMs", mean_exec_time as "meanMs", rows, query as text
    from pg_stat_statements
    where userid = current_user::regrole::oid and toplevel
      and dbid = (select oid from pg_database where datname = current_database())
      and query ~* '^[[:space:]]*(select|with|insert|update|delete|merge)[[:space:]]'
    order by total_exec_time desc, queryid limit ${limit}`.execute(connection);
  return rows;
}
