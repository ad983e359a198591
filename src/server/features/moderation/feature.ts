import type { App } from "../../http/app.ts";
import { defineFeature, type FeatureContext } from "../../http/features/feature.ts";
import type { MissionService } from "../missions/index.ts";
import { hiddenMissionRoutes } from "./hidden-mission-routes.ts";
import { createHiddenMissions } from "./hidden-missions.ts";
import { moderationManifest } from "./manifest.ts";
import { missionQueueRoutes } from "./mission-queue-routes.ts";
import { reportRoutes } from "./report-routes.ts";
import { createReportService } from "./report-service.ts";
import { restrictionRoutes } from "./restriction-routes.ts";
import { createRestrict } from "./restrictions.ts";
import { threadRoutes } from "./thread-routes.ts";
import { createThreads } from "./threads.ts";

interface ModerationNeeds extends FeatureContext {
  readonly missions: MissionService;
}

export const moderationFeature = defineFeature(
  moderationManifest,
  ({ database, emit, cursors, missions }: ModerationNeeds) => {
    const restrict = createRestrict(emit);
    return {
      gives: { restrict },
      registerRoutes(api: App) {
        hiddenMissionRoutes(api, createHiddenMissions({ database, missions, restrict }));
        reportRoutes(api, { reports: createReportService({ database, restrict }), cursors });
        restrictionRoutes(api, { database, cursors });
        threadRoutes(api, { threads: createThreads({ database }), cursors });
        missionQueueRoutes(api, { database, cursors });
      },
    };
  },
);
