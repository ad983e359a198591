import { type Actor, partyOf } from "../../core/actor.ts";
import { may } from "../../core/permissions.ts";
import type { Connection } from "../../platform/database/database.ts";
import type { Mission } from "./mission-contract.ts";
import type { MissionRow } from "./mission-queries.ts";
import { fromOutside, missionView } from "./mission-view.ts";
import { OUTSIDER, type ReaderPart, readerParts } from "./reason-queries.ts";

/** A mission with the version that `If-Match` compares. */
export interface Versioned {
  readonly mission: Mission;
  readonly version: number;
}

type Language = "fr" | "en";

/** Missions as each reader may see them: the one place where a row becomes what leaves. */
export function createMissionReader(currency: string) {
  const view = (row: MissionRow, actor: Actor, language: Language, part: ReaderPart): Versioned => {
    const seen = part.insider ? row : fromOutside(row);
    const { partyId, moderator } = readerOf(actor);
    const reader = { currency, language, readerPartyId: partyId, moderator, reason: part.reason };
    return { mission: missionView(seen, reader), version: seen.version };
  };

  return {
    /** As anyone sees it, in any language. */
    publicly(row: MissionRow): Versioned {
      const reader = {
        currency,
        language: "fr",
        readerPartyId: null,
        moderator: false,
        reason: null,
      } as const;
      const seen = fromOutside(row);
      return { mission: missionView(seen, reader), version: seen.version };
    },

    async one(connection: Connection, row: MissionRow, actor: Actor, language: Language): Promise<Versioned> {
      const parts = await readerParts(connection, [row.id], readerOf(actor));
      return view(row, actor, language, parts.get(row.id) ?? OUTSIDER);
    },

    async many(
      connection: Connection,
      rows: readonly MissionRow[],
      actor: Actor,
      language: Language,
    ): Promise<Mission[]> {
      const ids = rows.map(({ id }) => id);
      const parts = await readerParts(connection, ids, readerOf(actor));
      return rows.map((row) => view(row, actor, language, parts.get(row.id) ?? OUTSIDER).mission);
    },
  };
}

export const readerOf = (actor: Actor) => ({
  partyId: partyOf(actor),
  moderator: may(actor, "missions:moderate"),
});
