import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { migrateDatabase } from "../../src/server/migrate-database.ts";
import { startEmbeddedPostgres } from "../../src/server/platform/embedded-postgres/index.ts";
import { postgres18Binaries } from "./postgres-18.ts";

/** What a test file needs to copy a database of its own. */
export interface TestPostgresAccess {
  host: string;
  port: number;
  superuser: string;
  password: string | undefined;
  /** The migrated database that is copied. */
  template: string;
}

export interface TestPostgres {
  readonly access: TestPostgresAccess;
  readonly version: string;
  stop(): Promise<void>;
}

/** Names a PostgreSQL that runs already, as JSON of `TestPostgresAccess`: for many runs on the same migrations. */
export const RUNNING_POSTGRES = "SWIDEAL_TEST_POSTGRES_AT";

/** A PostgreSQL with a migrated template. SWIDEAL_TEST_POSTGRES=18 takes version 18 instead of the embedded 15. */
export async function startTestPostgres(): Promise<TestPostgres> {
  const dataDir = await mkdtemp(join(tmpdir(), "swideal-tests-"));
  const binaries = process.env.SWIDEAL_TEST_POSTGRES === "18" ? { binaries: postgres18Binaries() } : {};
  const server = await startEmbeddedPostgres({
    dataDir,
    log: () => {},
    // Tests may lose their data with the machine.
    settings: {
      fsync: "off",
      synchronous_commit: "off",
      full_page_writes: "off",
      max_connections: "300",
      // Hundreds of databases share this server: none may push out the statistics of another.
      "pg_stat_statements.max": "100000",
    },
    ...binaries,
  });
  const stop = async () => {
    await server.stop();
    await rm(dataDir, { recursive: true, force: true });
  };
  const owner = server.connection("owner");
  const { user: applicationRole } = server.connection("application");
  await migrateDatabase({ owner, applicationRole, log: () => {} }).catch(async (error) => {
    await stop();
    throw error;
  });
  const { host, port, user: superuser, password } = server.superuser();
  const access = { host, port, superuser, password, template: owner.database };
  return { access, version: server.version, stop };
}
