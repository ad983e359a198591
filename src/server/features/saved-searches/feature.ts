import type { App } from "../../http/app.ts";
import { defineFeature, type FeatureContext } from "../../http/features/feature.ts";
import { createQueryReader } from "../listing/index.ts";
import { savedSearchesManifest } from "./manifest.ts";
import { savedSearchJobs } from "./saved-search-jobs.ts";
import { savedSearchRoutes } from "./saved-search-routes.ts";
import { createSavedSearchService } from "./saved-search-service.ts";

export const savedSearchesFeature = defineFeature(
  savedSearchesManifest,
  ({ database, jobs, emit, dataDir }: FeatureContext) => {
    const reader = createQueryReader(dataDir);
    return {
      registerRoutes: (api: App) => savedSearchRoutes(api, createSavedSearchService({ database, reader })),
      registerJobs: () => savedSearchJobs({ database, jobs, emit, reader }),
    };
  },
);
