import type { Mission, SeenOffer } from "../lib/api-types.ts";

/**
 * Whether a page offers to begin a conversation about an offer: in a sealed auction not before its deadline, and not once
 * the mission has ended. The API decides.
 */
export function mayWrite(mission: Mission, offer: SeenOffer): boolean {
  const running = ["published", "closed", "awarded"].includes(mission.status);
  const ownWork =
    offer.status === "accepted" && !["expired", "cancelled", "archived"].includes(mission.status);
  const sealed = mission.auction === "sealed" && mission.status === "published";
  return (running || ownWork) && !sealed;
}
