import { defineFeature, type FeatureContext } from "../../http/features/feature.ts";
import { auditJobs } from "./audit-jobs.ts";
import { auditManifest } from "./manifest.ts";

export const auditFeature = defineFeature(auditManifest, ({ database, jobs }: FeatureContext) => ({
  registerJobs: () => auditJobs({ database, jobs }),
}));
