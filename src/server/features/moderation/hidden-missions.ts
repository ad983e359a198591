import type { Command } from "../../core/actor.ts";
import type { Database } from "../../platform/database/database.ts";
import { write } from "../../platform/database/write.ts";
import type { MissionService } from "../missions/index.ts";
import type { Restrict } from "./restrictions.ts";

const kinds = { hide: "mission_hidden", unhide: "mission_shown" } as const;

export interface HiddenMissionsDependencies {
  readonly database: Database;
  readonly missions: Pick<MissionService, "moveIn">;
  readonly restrict: Restrict;
}

export type HiddenMissions = ReturnType<typeof createHiddenMissions>;

/** A moderator takes a mission out of sight or shows it again, and its owner is told why, in one transaction. */
export function createHiddenMissions({ database, missions, restrict }: HiddenMissionsDependencies) {
  return {
    move: (
      command: Command,
      missionId: string,
      name: "hide" | "unhide",
      reason: string,
      language: "fr" | "en",
    ) =>
      write(
        database,
        command,
        async (tx) => {
          const { actor } = command;
          const moved = await missions.moveIn(tx, actor, missionId, name, { reason }, language);
          const partyId = moved.mission.client.id;
          await restrict(tx, actor, { kind: kinds[name], partyId, missionId, reason, question: null });
          return moved;
        },
        { bodyOf: ({ mission }) => mission },
      ),
  };
}
