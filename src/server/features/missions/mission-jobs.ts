import type { Database } from "../../platform/database/database.ts";
import type { JobQueue, Jobs } from "../../platform/jobs.ts";
import type { Log } from "../../platform/log.ts";
import type { Market } from "./market.ts";
import { runMissionTimers } from "./mission-timers.ts";
import { areFewCards, refreshSearch } from "./search/refresh-search.ts";

const timers: JobQueue = { name: "mission-timers", retries: 0, retryDelaySeconds: 0 };
const search: JobQueue = { name: "mission-search", retries: 0, retryDelaySeconds: 0 };

export interface MissionJobsDependencies {
  readonly database: Database;
  readonly jobs: Jobs;
  readonly log: Log;
  readonly market: Market;
}

/** What this instance's timers have done since its start, for metrics. */
export interface TimerCounts {
  moved: number;
  passedOver: number;
  failed: number;
}

/**
 * The timers of the table of states each minute, and what search counts every five; each minute while missions are few,
 * whose words weigh what is known of them.
 */
export function missionJobs({ database, jobs, log, market }: MissionJobsDependencies): Readonly<TimerCounts> {
  const counts: TimerCounts = { moved: 0, passedOver: 0, failed: 0 };
  jobs.schedule(timers, "* * * * *", async () => {
    const { moved, passedOver, failures } = await runMissionTimers(database, market);
    counts.moved += moved;
    counts.passedOver += passedOver;
    counts.failed += failures.length;
    for (const { missionId, failures: times, error } of failures) {
      log.error({ err: error, missionId, times }, "a mission's timer failed and is tried again later");
    }
  });
  jobs.schedule(search, "* * * * *", async () => {
    const whole = new Date().getMinutes() % 5 === 0;
    if (whole || (await areFewCards(database.writer))) await refreshSearch(database.writer);
  });
  return counts;
}
