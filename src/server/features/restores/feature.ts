import { defineFeature, type FeatureContext } from "../../http/features/feature.ts";
import type { SinceList } from "../../platform/since-list.ts";
import { restoresManifest } from "./manifest.ts";
import { checkRestorations } from "./restored-health.ts";
import { sinceJobs } from "./since-jobs.ts";

export interface RestoreNeeds {
  readonly since: SinceList;
}

export const restoresFeature = defineFeature(
  restoresManifest,
  ({ database, jobs, since }: FeatureContext & RestoreNeeds) => ({
    registerJobs: () => sinceJobs({ database, jobs, since }),
    health: [{ name: "backups", vital: false, check: () => checkRestorations(database.writer) }],
  }),
);
