import type { App } from "../../http/app.ts";
import { type MissionRoutesDependencies, missionRoutes, sendMission } from "./mission-routes.ts";
import { moveRoutes } from "./move-routes.ts";

export { missionsManifest } from "./manifest.ts";
export { deadlineAfterOffer, type MoveName as Transition, publicStatus } from "./mission.ts";
export { Mission, MissionSummary } from "./mission-contract.ts";
export { forgetRenamed, refreshTally } from "./mission-events.ts";
export { missionJobs } from "./mission-jobs.ts";
export { lockSettled, makeMove } from "./mission-moves.ts";
export { qualityOf } from "./mission-quality.ts";
export {
  findMission,
  findMissionForCard,
  findVisibleMission,
  type MissionRow,
} from "./mission-queries.ts";
export { missionScope } from "./mission-scopes.ts";
export { createMissionService, type MissionService } from "./mission-service.ts";
export { summaryOf } from "./mission-summary.ts";
export { checkMissionTimers, runMissionTimers } from "./mission-timers.ts";
export {
  type LockedMission,
  missionsHiddenBySuspension,
  missionsOnShowOf,
  moveDeadline,
} from "./move-queries.ts";
export { Reason } from "./reason-contract.ts";
export { joinTally } from "./tally-queries.ts";
export { findWork, type Work } from "./work-queries.ts";
export { sendMission };

export function registerMissions(api: App, deps: MissionRoutesDependencies): void {
  missionRoutes(api, deps);
  moveRoutes(api, deps.missions);
}
