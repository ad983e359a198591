import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { sql } from "kysely";
import type pg from "pg";
import { type Connection, openDatabase } from "./database/database.ts";
import { saysDiskFull } from "./database/database-errors.ts";
import { withConnection } from "./database/single-connection.ts";
import { createStatementStatistics } from "./database/statement-statistics.ts";
import { installJobs } from "./jobs.ts";
import { withMigrationLock } from "./migration-lock.ts";

const TABLE = "schema_migrations";
const FOLDER = join(import.meta.dirname, "../../../migrations");

export interface MigrateOptions {
  /** As the owner of the database. */
  readonly connection: pg.ClientConfig;
  /** The role that the program runs as; it gets rights on rows, none on structure. */
  readonly applicationRole: string;
  /** What that role may do with the rows of each table, where it is less than everything; as `grant` says it. */
  readonly rights: Readonly<Record<string, string>>;
  readonly log: (line: string) => void;
  /** Fills the tables of reference. */
  readonly loadReference: (connection: Connection) => Promise<void>;
  /**
   * Exactly these migrations and nothing else: what fills tables, makes the jobs' schema and grants rights is of this program,
   * and comes with the next `migrate`. Throws where they are not the first of this program's, or the database has more.
   */
  readonly upTo?: readonly string[];
}

/**
 * Brings the schema, the jobs' schema, the reference tables and the rights up to date; may be run again. Of several
 * at once one works and the others wait, then find everything done.
 */
export function migrate(options: MigrateOptions): Promise<string[]> {
  return withConnection(options.connection, (client) =>
    withMigrationLock(client, options.log, async () => {
      // Only where it migrates: a server that serves has no use for it.
      const { runner } = await import("node-pg-migrate");
      // The library says the whole statement that failed: of use, unless the disk is full, which is one line.
      const said: string[] = [];
      const done = await runner({
        dbClient: client,
        dir: FOLDER,
        migrationsTable: TABLE,
        direction: "up",
        checkOrder: true,
        // Ours covers all that follows as well, and waits.
        noLock: true,
        ...(options.upTo && { count: await countUpTo(options.connection, options.upTo) }),
        // One transaction for all would hold every lock until the end.
        singleTransaction: false,
        migrationLoaderStrategies: [
          { extensions: [".sql"], loader: "legacySql" },
          // As Node reads every other file: the library's own way brings a compiler along.
          { extensions: [".ts"], loader: (files) => Promise.all(files.map(loadMigration)) },
        ],
        logger: { info: () => {}, warn: warnOf(options.log), error: (line: string) => said.push(line) },
      }).catch((error: unknown) => {
        if (!saysDiskFull(error)) for (const line of said) options.log(line);
        throw error;
      });
      if (options.upTo) return done.map((migration) => migration.name);
      await createStatementStatistics(client, options.log);
      await installJobs(options.connection);
      await fill(options);
      await grant(client, options);
      return done.map((migration) => migration.name);
    }),
  );
}

/** How many of them are still to run. */
async function countUpTo(connection: pg.ClientConfig, upTo: readonly string[]): Promise<number> {
  const { own, applied } = await migrationsOf(connection);
  const unknown = upTo.filter((name) => !own.includes(name));
  if (unknown.length > 0)
    throw new Error(`made by a newer program: this one does not know ${unknown.join(", ")}`);
  const skipped = own.find((name, at) => at < upTo.length && upTo[at] !== name);
  if (skipped !== undefined)
    throw new Error(`not the first migrations of this program: ${skipped} is left out`);
  const more = applied.filter((name) => !upTo.includes(name));
  if (more.length > 0) throw new Error(`the database has more migrations: ${more.join(", ")}`);
  return upTo.length - applied.length;
}

const loadMigration = async (file: string) => ({
  id: file,
  filePaths: [file],
  actions: await import(pathToFileURL(file).href),
});

/** A migration without a transaction builds indexes beside those who write, and means to: nobody need be warned. */
const warnOf = (log: (line: string) => void) => (line: string) => {
  if (!line.includes("not wrapped in a transaction")) log(line);
};

async function fill({ connection, loadReference }: MigrateOptions): Promise<void> {
  const database = openDatabase({ connection, poolMax: 1, patience: { statement: 0 }, onError: () => {} });
  try {
    await loadReference(database.writer);
  } finally {
    await database.close();
  }
}

const ALL_ROWS = "select, insert, update, delete";

/** Rows, not structure: exactly these rights, taking back what an earlier version gave. */
async function grant(client: pg.Client, { applicationRole, rights }: MigrateOptions): Promise<void> {
  const { rows } = await client.query<{ statement: string }>(
    `select format('revoke all on table %s from %I', oid::regclass, $1::text) as statement
       from pg_class
      where relkind in ('r', 'p', 'v') and relnamespace = 'public'::regnamespace
        and relowner = current_user::regrole and current_user <> $1::text
     union all
     select format('grant %s on %s %s.%I to %I', rights, kind, relnamespace::regnamespace, relname, $1::text)
       from pg_class
       cross join lateral (select
         case when relkind = 'S' then 'sequence' else 'table' end as kind,
         case when relkind = 'S' then 'usage, select'
           when relnamespace = 'public'::regnamespace then coalesce($2::jsonb ->> relname, $3) else $3 end as rights
       ) as granted
      where relkind in ('r', 'p', 'S', 'v') and not (relispartition and starts_with(relname, 'audit_'))
        and not starts_with(relname, 'pg_stat_statements')
        and relnamespace in ('public'::regnamespace, 'pgboss'::regnamespace)
        and relowner = current_user::regrole and current_user <> $1::text
     union all
     select format('grant usage on schema public, pgboss to %I', $1::text) where current_user <> $1::text
     union all
     select format('grant execute on all functions in schema pgboss to %I', $1::text) where current_user <> $1::text`,
    [applicationRole, JSON.stringify(rights), ALL_ROWS],
  );
  // Together: a program that runs meanwhile never lacks a right.
  await client.query("begin");
  for (const { statement } of rows) await client.query(statement);
  await client.query("commit");
}

/** When this database ran a migration; null: it has not. */
export async function migrationRanAt(connection: Connection, name: string): Promise<Date | null> {
  const { rows } = await sql<{ at: Date }>`
    select run_on::timestamptz as at from schema_migrations where name = ${name}`.execute(connection);
  return rows[0]?.at ?? null;
}

/** The migrations that this program has and the database has not; `unknown` are those of a newer program. */
export async function pendingMigrations(
  connection: pg.ClientConfig,
): Promise<{ pending: string[]; unknown: string[] }> {
  const { own, applied } = await migrationsOf(connection);
  return {
    pending: own.filter((name) => !applied.includes(name)),
    unknown: applied.filter((name) => !own.includes(name)),
  };
}

async function migrationsOf(connection: pg.ClientConfig): Promise<{ own: string[]; applied: string[] }> {
  const files = (await readdir(FOLDER)).filter((file) => /^\d+_.*\.(sql|ts)$/.test(file)).sort();
  const own = files.map((file) => file.replace(/\.\w+$/, ""));
  return withConnection(connection, async (client) => {
    const { rows } = await client.query<{ present: boolean }>(
      `select to_regclass('public.${TABLE}') is not null as present`,
    );
    const applied = rows[0]?.present
      ? (await client.query<{ name: string }>(`select name from ${TABLE}`)).rows.map((row) => row.name)
      : [];
    return { own, applied };
  });
}
