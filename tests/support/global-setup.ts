import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestProject } from "vitest/node";
import { migrateDatabase } from "../../src/server/migrate-database.ts";
import { startEmbeddedPostgres } from "../../src/server/platform/embedded-postgres/index.ts";
import { postgres18Binaries } from "./postgres-18.ts";

declare module "vitest" {
  interface ProvidedContext {
    postgres: {
      host: string;
      port: number;
      superuser: string;
      password: string | undefined;
      template: string;
    };
  }
}

/**
 * One PostgreSQL for the whole run, with a migrated template database from which each test file copies
 * its own. SWIDEAL_TEST_POSTGRES=18 takes version 18 instead of the embedded 15.
 */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const dataDir = await mkdtemp(join(tmpdir(), "swideal-tests-"));
  const binaries = process.env.SWIDEAL_TEST_POSTGRES === "18" ? { binaries: postgres18Binaries() } : {};
  const server = await startEmbeddedPostgres({
    dataDir,
    log: () => {},
    // Tests may lose their data with the machine; nothing else differs from production.
    settings: { fsync: "off", synchronous_commit: "off", full_page_writes: "off", max_connections: "300" },
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
  const { host, port, user, password } = server.superuser();
  project.provide("postgres", { host, port, superuser: user, password, template: owner.database });
  process.stdout.write(`PostgreSQL ${server.version} for the tests\n`);
  return stop;
}
