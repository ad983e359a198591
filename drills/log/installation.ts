import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { migrateDatabase } from "../../src/server/migrate-database.ts";
import { readConfig } from "../../src/server/platform/config.ts";
import { type Database, openDatabase } from "../../src/server/platform/database/database.ts";
import { type Connection, startEmbeddedPostgres } from "../../src/server/platform/embedded-postgres/index.ts";
import { type AuditKeys, auditKeysOf } from "../../src/server/platform/proof/keys.ts";
import { loadSecrets } from "../../src/server/platform/secrets.ts";

/** A folder of data with its database and its keys, and no program on it yet. */
export interface Installation {
  readonly dataDir: string;
  /** For commands and programs on it. */
  readonly environment: Readonly<Record<string, string>>;
  readonly application: Connection;
  readonly database: Database;
  readonly auditKeys: AuditKeys;
  /** As the owner of the tables. */
  sql<Row>(text: string, values?: unknown[]): Promise<Row[]>;
  stop(): Promise<void>;
}

export async function startInstallation(): Promise<Installation> {
  const dataDir = await mkdtemp(join(tmpdir(), "swideal-log-"));
  const ends: (() => Promise<unknown>)[] = [() => rm(dataDir, { recursive: true, force: true })];
  const stop = async () => {
    for (const end of ends.splice(0).reverse()) await end();
  };
  try {
    const postgres = await startEmbeddedPostgres({ dataDir, log: () => {} });
    ends.push(() => postgres.stop());
    const [owner, application] = [postgres.connection("owner"), postgres.connection("application")];
    await migrateDatabase({ owner, applicationRole: application.user, log: () => {} });
    const environment = {
      DATA_DIR: dataDir,
      RATE_LIMITS: "off",
      DEMO: "off",
      EMAIL_VERIFICATION: "off",
      LOG_LEVEL: "silent",
      PUBLIC_URL: "http://swideal.example",
    };
    const { auditKeys } = await loadSecrets(readConfig(environment, "embedded-allowed"));
    const pool = new pg.Pool({ ...owner, max: 1 });
    pool.on("error", () => {});
    ends.push(() => pool.end());
    const database = openDatabase({
      connection: application,
      poolMax: 2,
      onError: () => {},
      patience: { statement: 0 },
    });
    ends.push(() => database.close());
    return {
      ...{ dataDir, environment, application, database, stop },
      auditKeys: auditKeysOf(auditKeys),
      sql: async (text, values = []) => (await pool.query(text, values)).rows,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}
