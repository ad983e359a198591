import type { Database } from "../../platform/database/database.ts";
import type { Emit } from "../../platform/events.ts";
import type { JobQueue, Jobs } from "../../platform/jobs.ts";
import type { Log } from "../../platform/log.ts";
import { runMissionTimers } from "./mission-timers.ts";

const timers: JobQueue = { name: "mission-timers", retries: 0, retryDelaySeconds: 0 };

export interface MissionJobsDependencies {
  readonly database: Database;
  readonly jobs: Jobs;
  readonly log: Log;
  readonly emit: Emit;
}

/** What this instance's timers have done since its start, for metrics. */
export interface TimerCounts {
  moved: number;
  passedOver: number;
  failed: number;
}

/** The timers of the table of states, each minute. */
export function missionJobs({ database, jobs, log, emit }: MissionJobsDependencies): Readonly<TimerCounts> {
  const counts: TimerCounts = { moved: 0, passedOver: 0, failed: 0 };
  jobs.schedule(timers, "* * * * *", async () => {
    const { moved, passedOver, failures } = await runMissionTimers(database, emit);
    counts.moved += moved;
    counts.passedOver += passedOver;
    counts.failed += failures.length;
    for (const { missionId, failures: times, error } of failures) {
      log.error({ err: error, missionId, times }, "a mission's timer failed and is tried again later");
    }
  });
  return counts;
}
