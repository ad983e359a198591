import type { Database } from "../../platform/database/database.ts";
import type { JobQueue, Jobs } from "../../platform/jobs.ts";
import { runMissionTimers } from "./mission-timers.ts";
import { areFewCards, refreshSearch } from "./search/refresh-search.ts";

const timers: JobQueue = { name: "mission-timers", retries: 0, retryDelaySeconds: 0 };
const search: JobQueue = { name: "mission-search", retries: 0, retryDelaySeconds: 0 };

export interface MissionJobsDependencies {
  readonly database: Database;
  readonly jobs: Jobs;
  readonly currency: string;
}

/**
 * The timers of the table of states each minute, and what search counts every five; each minute while missions are few,
 * whose words weigh what is known of them.
 */
export function missionJobs({ database, jobs, currency }: MissionJobsDependencies): void {
  jobs.schedule(timers, "* * * * *", async () => void (await runMissionTimers(database, currency)));
  jobs.schedule(search, "* * * * *", async () => {
    const whole = new Date().getMinutes() % 5 === 0;
    if (whole || (await areFewCards(database.writer))) await refreshSearch(database.writer);
  });
}
