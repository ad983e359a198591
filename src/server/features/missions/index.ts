export { findDeadlines, type MissionDeadline } from "./deadline-queries.ts";
export { forgetMissions, showAnew } from "./erased-missions.ts";
export { missionsFeature } from "./feature.ts";
export { deadlineAfterOffer, moves, publicStatus, type TransitionName as Transition } from "./mission.ts";
export { addAddendum } from "./mission-addenda.ts";
export { type Again, cancelAgain, hideAgain, showAgain } from "./mission-again.ts";
export { missionRows, priceHistoryRows, tallyRows, toldTallyRows } from "./mission-bulk.ts";
export { Mission, MissionSummary } from "./mission-contract.ts";
export { countQuestionAnswered, forgetAsked, forgetRenamed, refreshTally } from "./mission-events.ts";
export { qualityOf } from "./mission-quality.ts";
export { findMission, findMissionForCard, findVisibleMission, type MissionRow } from "./mission-queries.ts";
export { sendMission } from "./mission-routes.ts";
export type { MissionService } from "./mission-service.ts";
export { summaryOf } from "./mission-summary.ts";
export { missionTag } from "./mission-tags.ts";
export { runMissionTimers } from "./mission-timers.ts";
export { lockAfterDueTransitions, makeTransition } from "./mission-transitions.ts";
export { publicSummaries } from "./public-summaries.ts";
export { Reason } from "./reason-contract.ts";
export { readerParts } from "./reason-queries.ts";
export { awardsUnanswered, missionsEndingWithin, type Reminded } from "./reminder-queries.ts";
export { joinTally } from "./tally-queries.ts";
export { type Overdue, overdueSince, pauseRestored, resumeTimers, timersPausedSince } from "./timer-pause.ts";
export {
  type LockedMission,
  missionsHiddenBySuspension,
  missionsOnShowOf,
  moveDeadline,
} from "./transition-queries.ts";
export { areAtWork, findWork, hasWorkedSince, type Work } from "./work-queries.ts";
