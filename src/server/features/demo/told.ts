import type { KindName } from "../notifications/index.ts";
import type { DemoMission } from "./mission.ts";

/** What the newest of what became of a mission is to its client and to a bidder; null: nothing to be told of. */
export interface Told {
  readonly kind: KindName;
  /** Milliseconds since 1970. */
  readonly at: number;
}

export function toldToClient({ life, offers }: DemoMission): Told | null {
  const last = Math.max(...offers.map(({ createdAt }) => createdAt));
  switch (life.status) {
    case "published":
      return offers.length === 0 ? null : { kind: "offer_received", at: last };
    case "closed":
      return { kind: "deadline_reached", at: life.deadline ?? life.updatedAt };
    case "in_progress":
      return { kind: "work_started", at: life.updatedAt };
    case "delivered":
      return { kind: "work_delivered", at: life.updatedAt };
    default:
      return null;
  }
}

export function toldToBidder({ life }: DemoMission, status: string): Told | null {
  const at = life.updatedAt;
  if (status === "rejected") return { kind: "offer_not_chosen", at };
  if (status !== "accepted") return null;
  if (life.status === "awarded") return { kind: "award_won", at };
  return life.status === "completed" ? { kind: "work_completed", at } : null;
}
