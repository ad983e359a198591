import { sql } from "kysely";
import type { Feature } from "./http/features/feature.ts";
import type { Limits } from "./http/limits/create-limits.ts";
import { checkDisk } from "./platform/disk.ts";
import { createHealthChecks, type HealthCheck, type HealthChecks } from "./platform/health.ts";
import { checkQueues } from "./platform/jobs.ts";
import { checkArchiving } from "./platform/wal/archiving-health.ts";
import type { Resources } from "./resources.ts";

/** What the program's health is made of. */
export function healthChecks(
  resources: Resources,
  limits: Limits,
  features: readonly Feature[],
): HealthChecks {
  const { config, database, jobs, log, redis } = resources;
  const { wal } = config.backups;
  const checks: HealthCheck[] = [
    { name: "database", vital: true, check: () => sql`select 1`.execute(database.writer) },
    ...(redis === null ? [] : [{ name: "redis", vital: false, check: () => limits.checkRedis(redis) }]),
    { name: "jobs", vital: false, check: async () => checkQueues(jobs) },
    { name: "disk", vital: false, check: () => checkDisk(config.dataDir, database.state().diskFullForMs) },
    ...(wal === null
      ? []
      : [
          {
            name: "archiving",
            vital: false,
            check: () => checkArchiving(database.writer, config.dataDir, wal.mostBytes),
          },
        ]),
    ...features.flatMap(({ health = [] }) => health),
  ];
  return createHealthChecks(together(checks), log);
}

/** Those of one name are one part of the program: the first that is not well speaks for it. */
function together(checks: readonly HealthCheck[]): HealthCheck[] {
  return [...Map.groupBy(checks, ({ name }) => name)].map(([name, ofPart]) => ({
    name,
    vital: ofPart.some(({ vital }) => vital),
    check: async () => {
      for (const { check } of ofPart) await check();
    },
  }));
}
