import type { TestProject } from "vitest/node";
import { RUNNING_POSTGRES, startTestPostgres, type TestPostgresAccess } from "./test-postgres.ts";

declare module "vitest" {
  interface ProvidedContext {
    postgres: TestPostgresAccess;
  }
}

/** One PostgreSQL for the whole run, with a migrated template database from which each test file copies its own. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const running = process.env[RUNNING_POSTGRES];
  if (running !== undefined) {
    project.provide("postgres", JSON.parse(running) as TestPostgresAccess);
    return async () => {};
  }
  const { access, version, stop } = await startTestPostgres();
  project.provide("postgres", access);
  process.stdout.write(`PostgreSQL ${version} for the tests\n`);
  return stop;
}
