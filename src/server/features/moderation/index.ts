import type { App } from "../../http/app.ts";
import type { Cursors } from "../../http/requests/cursor.ts";
import { hiddenMissionRoutes } from "./hidden-mission-routes.ts";
import { createHiddenMissions, type HiddenMissionsDependencies } from "./hidden-missions.ts";
import { missionQueueRoutes } from "./mission-queue-routes.ts";
import { reportRoutes } from "./report-routes.ts";
import { createReportService } from "./report-service.ts";
import { restrictionRoutes } from "./restriction-routes.ts";

export { moderationManifest } from "./manifest.ts";
export { createRestrict, moderationJobs, type Restrict } from "./restrictions.ts";

export function registerModeration(api: App, deps: HiddenMissionsDependencies & { cursors: Cursors }): void {
  hiddenMissionRoutes(api, createHiddenMissions(deps));
  reportRoutes(api, { reports: createReportService(deps), cursors: deps.cursors });
  restrictionRoutes(api, deps);
  missionQueueRoutes(api, deps);
}
