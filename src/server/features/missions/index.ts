import type { App } from "../../http/app.ts";
import { type ListRoutesDependencies, listRoutes } from "./list-routes.ts";
import { missionRoutes, sendMission } from "./mission-routes.ts";
import { moveRoutes } from "./move-routes.ts";

export { missionsManifest } from "./manifest.ts";
export type { Market } from "./market.ts";
export { deadlineAfterOffer, type MoveName as Transition, publicStatus } from "./mission.ts";
export { type Card, cardOf } from "./mission-card.ts";
export { Mission } from "./mission-contract.ts";
export { refreshTally, rememberPublished, renameOnCards } from "./mission-events.ts";
export { missionJobs } from "./mission-jobs.ts";
export { createMissionList } from "./mission-list.ts";
export { lockSettled, makeMove } from "./mission-moves.ts";
export { qualityOf } from "./mission-quality.ts";
export { findVisibleMission, type MissionRow } from "./mission-queries.ts";
export { pageScope } from "./mission-scopes.ts";
export { createMissionService, type MissionService } from "./mission-service.ts";
export { checkMissionTimers, runMissionTimers } from "./mission-timers.ts";
export {
  type LockedMission,
  missionsHiddenBySuspension,
  missionsOnShowOf,
  moveDeadline,
} from "./move-queries.ts";
export { Reason } from "./reason-contract.ts";
export { keepSearchFresh } from "./search/keep-fresh.ts";
export { refreshSearch } from "./search/refresh-search.ts";
export { loadSynonyms, SynonymError } from "./search/synonyms.ts";
export { findWork, type Work } from "./work-queries.ts";
export { sendMission };

export function registerMissions(api: App, deps: ListRoutesDependencies): void {
  missionRoutes(api, deps.missions, deps.answers);
  moveRoutes(api, deps.missions);
  listRoutes(api, deps);
}
