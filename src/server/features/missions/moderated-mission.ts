import type { UserActor } from "../../core/actor.ts";
import type { Tx } from "../../platform/database/database.ts";
import type { MoveName } from "./mission.ts";

/** Told, in the move's transaction, that a moderator has hidden somebody's mission or shows it again. */
export type OnModerated = (
  tx: Tx,
  moderator: UserActor,
  moderated: {
    readonly kind: "mission_hidden" | "mission_shown";
    readonly partyId: string;
    readonly missionId: string;
    readonly reason: string;
  },
) => Promise<void>;

const kinds: Partial<Record<MoveName, "mission_hidden" | "mission_shown">> = {
  hide: "mission_hidden",
  unhide: "mission_shown",
};

/** Passes on what a moderator's move does to its client; nothing for any other move. */
export async function tellModerated(
  onModerated: OnModerated,
  tx: Tx,
  moderator: UserActor,
  mission: { readonly id: string; readonly clientPartyId: string },
  move: MoveName,
  reason = "",
): Promise<void> {
  const kind = kinds[move];
  if (kind === undefined) return;
  await onModerated(tx, moderator, { kind, partyId: mission.clientPartyId, missionId: mission.id, reason });
}
