import { sql } from "kysely";
import { checkMissionTimers } from "./features/missions/index.ts";
import type { Limits } from "./http/limits/create-limits.ts";
import { checkDisk } from "./platform/disk.ts";
import { createHealthChecks, type HealthChecks } from "./platform/health.ts";
import { checkQueues } from "./platform/jobs.ts";
import type { Resources } from "./resources.ts";

/** What the program's health is made of. */
export function healthChecks(resources: Resources, limits: Limits): HealthChecks {
  const { config, database, jobs, log, redis } = resources;
  const checks = [
    { name: "database", vital: true, check: () => sql`select 1`.execute(database.writer) },
    ...(redis === null ? [] : [{ name: "redis", vital: false, check: () => limits.checkRedis(redis) }]),
    {
      name: "jobs",
      vital: false,
      check: async () => {
        checkQueues(jobs);
        await checkMissionTimers(database.writer);
      },
    },
    { name: "disk", vital: false, check: () => checkDisk(config.dataDir, database.state().diskFullForMs) },
  ];
  return createHealthChecks(checks, log);
}
