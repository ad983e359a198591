import type { App } from "../../http/app.ts";
import { defineFeature, type FeatureContext } from "../../http/features/feature.ts";
import { liveRoutes } from "./live-routes.ts";
import { missionsManifest } from "./manifest.ts";
import { missionJobs } from "./mission-jobs.ts";
import { missionRoutes } from "./mission-routes.ts";
import { createMissionService } from "./mission-service.ts";
import { checkMissionTimers } from "./mission-timers.ts";
import { transitionRoutes } from "./transition-routes.ts";

export const missionsFeature = defineFeature(
  missionsManifest,
  ({ database, jobs, log, emit, currency, cursors, answers, hub, streams }: FeatureContext) => {
    const missions = createMissionService({ database, currency, emit });
    return {
      gives: { missions },
      registerRoutes(api: App) {
        missionRoutes(api, { missions, cursors, answers });
        transitionRoutes(api, missions);
        liveRoutes(api, { connection: database.writer, hub, streams, answers });
      },
      registerJobs: () => void missionJobs({ database, jobs, log, emit }),
      health: [{ name: "jobs", vital: false, check: () => checkMissionTimers(database.writer) }],
    };
  },
);
