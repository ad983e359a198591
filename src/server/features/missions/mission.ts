import { AppError } from "../../core/errors.ts";
import type { Auction, MissionStatus } from "./mission-contract.ts";

/** Who can move a mission. `provider` is the one whose offer is accepted. */
export type Mover = "client" | "provider" | "moderator" | "timer";

/** What a move depends on beside the state. */
export interface MissionFacts {
  readonly status: MissionStatus;
  readonly hiddenFrom: MissionStatus | null;
  readonly auction: Auction;
  /** Submitted offers. */
  readonly liveOffers: number;
  /** Whether the deadline has passed, by the database's clock read after the row was locked. */
  readonly deadlinePassed: boolean;
}

export interface Move {
  readonly from: readonly MissionStatus[];
  /** `hiddenFrom`: what it was before it was hidden. */
  readonly to: MissionStatus | "hiddenFrom";
  readonly by: readonly Mover[];
  readonly when?: (facts: MissionFacts) => boolean;
  /**
   * `kept`: whoever makes it says why, in words for the other side and moderators, wherever there is another side.
   * Without it a reason goes to the audit log's details, for those who look after the market.
   */
  readonly reason?: "kept";
}

const openAuction = (facts: MissionFacts) => facts.auction === "open";

/** The whole table of states. Nothing moves a mission but what stands here. */
export const moves = {
  publish: { from: ["draft"], to: "published", by: ["client"] },
  award_early: { from: ["published"], to: "awarded", by: ["client"], when: openAuction },
  award: { from: ["closed"], to: "awarded", by: ["client"] },
  close: { from: ["published"], to: "closed", by: ["timer"], when: (facts) => facts.liveOffers > 0 },
  expire: { from: ["published"], to: "expired", by: ["timer"], when: (facts) => facts.liveOffers === 0 },
  // A sealed auction never opens again once its prices could be read, whatever has become of its offers since.
  extend: {
    from: ["published", "closed"],
    to: "published",
    by: ["client"],
    when: (facts) => openAuction(facts) || (facts.status === "published" && !facts.deadlinePassed),
  },
  lapse: { from: ["closed"], to: "expired", by: ["timer"] },
  start: { from: ["awarded"], to: "in_progress", by: ["provider"] },
  decline: {
    from: ["awarded"],
    to: "closed",
    by: ["provider", "timer"],
    reason: "kept",
  },
  deliver: { from: ["in_progress"], to: "delivered", by: ["provider"] },
  request_changes: { from: ["delivered"], to: "in_progress", by: ["client"], reason: "kept" },
  complete: { from: ["delivered"], to: "completed", by: ["client", "timer"] },
  dispute: { from: ["in_progress", "delivered"], to: "disputed", by: ["client", "provider"], reason: "kept" },
  resolve_in_progress: { from: ["disputed"], to: "in_progress", by: ["moderator"] },
  resolve_completed: { from: ["disputed"], to: "completed", by: ["moderator"] },
  resolve_cancelled: { from: ["disputed"], to: "cancelled", by: ["moderator"] },
  cancel: {
    from: ["draft", "published", "closed", "awarded"],
    to: "cancelled",
    by: ["client", "moderator"],
    reason: "kept",
  },
  hide: { from: ["published", "closed"], to: "hidden", by: ["moderator"] },
  unhide: { from: ["hidden"], to: "hiddenFrom", by: ["moderator"] },
} as const satisfies Record<string, Move>;

export type TransitionName = keyof typeof moves;

/** Ended states: no move leads out, but to the archive. */
export const endedStatuses: ReadonlySet<MissionStatus> = new Set([
  "completed",
  "expired",
  "cancelled",
  "archived",
]);

/**
 * The state that `name` leads to. Throws `forbidden` when this mover may never make the move, and
 * `invalid_transition` when the present state does not allow it.
 */
export function apply(name: TransitionName, mover: Mover, facts: MissionFacts): MissionStatus {
  const move: Move = moves[name];
  if (!move.by.includes(mover)) throw new AppError("forbidden");
  if (!move.from.includes(facts.status) || (move.when && !move.when(facts))) {
    throw new AppError("invalid_transition");
  }
  if (move.to !== "hiddenFrom") return move.to;
  if (facts.hiddenFrom === null) throw new AppError("invalid_transition");
  return facts.hiddenFrom;
}

/** As all but its two parties and moderators read it: a dispute is theirs alone. */
export const publicStatus = (status: MissionStatus): MissionStatus =>
  status === "disputed" ? "in_progress" : status;

/** The timer's move out of a state when its time has come; null where no timer runs. */
export function timerMove(facts: MissionFacts): TransitionName | null {
  switch (facts.status) {
    case "published":
      return facts.liveOffers > 0 ? "close" : "expire";
    case "closed":
      return "lapse";
    case "awarded":
      return "decline";
    case "delivered":
      return "complete";
    default:
      return null;
  }
}

/** Days after which a timer moves on a mission that stays in a state; the deadline moves a published one. */
export const timerDays: Partial<Record<MissionStatus, number>> = { closed: 30, awarded: 7, delivered: 14 };

export const MINIMUM_LEAD_MS = 60_000;
export const MAXIMUM_LEAD_MS = 365 * 86_400_000;

/** Anti-sniping in an open auction: what arrives in the last two minutes leaves two minutes, ten times at most. */
export const SNIPING_WINDOW_MS = 120_000;
export const MAXIMUM_EXTENSIONS = 10;

/** The deadline after an offer that was taken at `now`, or null when it stays. */
export function deadlineAfterOffer(
  mission: { auction: Auction; deadline: Date; extensionCount: number },
  now: Date,
): Date | null {
  if (mission.auction === "sealed" || mission.extensionCount >= MAXIMUM_EXTENSIONS) return null;
  const left = mission.deadline.getTime() - now.getTime();
  return left < SNIPING_WINDOW_MS ? new Date(now.getTime() + SNIPING_WINDOW_MS) : null;
}
