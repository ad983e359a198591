import type { UserActor } from "../../core/actor.ts";
import { AppError, notFound } from "../../core/errors.ts";
import type { Database } from "../../platform/database/database.ts";
import { shownName } from "../accounts/index.ts";
import { recordAudit } from "../audit/index.ts";
import { findAward } from "./award-queries.ts";
import type { MissionAward } from "./offer-contract.ts";

export type AwardService = ReturnType<typeof createAwardService>;

export function createAwardService({ database }: { readonly database: Database }) {
  return {
    /**
     * Whose offer was accepted: owed to each participant of a reverse auction who asks (code de commerce, L442-8, I 2°).
     * That a bidder was told stands in the log of actions, for the client has to show that it was.
     * @param tells false: only whether there is an answer, as HEAD asks
     */
    read: (
      actor: UserActor,
      missionId: string,
      { language, tells }: { readonly language: "fr" | "en"; readonly tells: boolean },
    ): Promise<MissionAward> =>
      database.transaction(async (tx) => {
        const award = await findAward(tx, missionId, actor.partyId);
        if (award === null) throw notFound();
        const { forClient, providerPartyId, providerName, awardedAt } = award;
        if (providerPartyId === null || awardedAt === null) throw new AppError("invalid_transition");
        if (tells && !forClient) {
          await recordAudit(tx, actor, {
            action: "mission.read_award",
            resource: { type: "mission", id: missionId },
            changes: { providerPartyId },
          });
        }
        return {
          provider: { id: providerPartyId, displayName: shownName(providerName ?? "", language) },
          awardedAt: awardedAt.toISOString(),
        };
      }),
  };
}
