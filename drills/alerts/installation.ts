import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { migrateDatabase } from "../../src/server/migrate-database.ts";
import {
  connectionConfig,
  type Database,
  openDatabase,
} from "../../src/server/platform/database/database.ts";
import { startEmbeddedPostgres } from "../../src/server/platform/embedded-postgres/index.ts";
import { type Jobs, openJobs } from "../../src/server/platform/jobs.ts";

/** A PostgreSQL of its own with everything but the server: what is measured is asked of the program's own parts. */
export interface Installation {
  readonly dataDir: string;
  readonly database: Database;
  readonly jobs: Jobs;
  /** As the owner of the tables. */
  sql<Row>(text: string, values?: unknown[]): Promise<Row[]>;
  stop(): Promise<void>;
}

export async function startInstallation(): Promise<Installation> {
  const dataDir = await mkdtemp(join(tmpdir(), "swideal-alerts-"));
  const ends: (() => Promise<unknown>)[] = [() => rm(dataDir, { recursive: true, force: true })];
  const stop = async () => {
    for (const end of ends.toReversed()) await end();
  };
  try {
    const postgres = await startEmbeddedPostgres({ dataDir, log: () => {} });
    ends.push(() => postgres.stop());
    const owner = postgres.connection("owner");
    const application = postgres.connection("application");
    await migrateDatabase({ owner, applicationRole: application.user, log: () => {} });
    const pool = new pg.Pool({ ...owner, max: 2 });
    pool.on("error", () => {});
    ends.push(() => pool.end());
    const database = openDatabase({
      connection: application,
      poolMax: 5,
      onError: () => {},
      patience: { statement: 0 },
    });
    ends.push(() => database.close());
    const jobs = await openJobs({
      connection: connectionConfig({ connection: application }),
      timeZone: "Europe/Paris",
      pollEvery: 60_000,
      scheduling: false,
      onError: () => {},
    });
    ends.push(() => jobs.stop());
    return {
      dataDir,
      database,
      jobs,
      stop,
      sql: async (text, values = []) => (await pool.query(text, values)).rows,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}
