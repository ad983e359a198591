import { join } from "node:path";
import type { App } from "../../http/app.ts";
import { defineFeature, type FeatureContext } from "../../http/features/feature.ts";
import { listingJobs } from "./listing-jobs.ts";
import { listingRoutes } from "./listing-routes.ts";
import { listingManifest } from "./manifest.ts";
import { createMissionList } from "./mission-list.ts";
import { atomRoutes } from "./publishing/atom-routes.ts";
import { createSitemap } from "./publishing/sitemap.ts";
import { sitemapRoutes } from "./publishing/sitemap-routes.ts";
import { loadSynonyms } from "./search/synonyms.ts";

export const listingFeature = defineFeature(
  listingManifest,
  ({ database, jobs, currency, cursors, answers, dataDir, publicUrl }: FeatureContext) => {
    const list = createMissionList({
      database,
      cursors,
      synonyms: loadSynonyms(join(dataDir, "synonyms.txt")),
    });
    return {
      registerRoutes: (api: App) => listingRoutes(api, { list, answers }),
      registerMachineRoutes(machines: App) {
        atomRoutes(machines, { list, answers, publicUrl });
        sitemapRoutes(machines, { sitemap: createSitemap({ database, publicUrl }), publicUrl });
      },
      registerJobs: () => listingJobs({ database, jobs, currency }),
    };
  },
);
