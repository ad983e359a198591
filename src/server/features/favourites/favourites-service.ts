import type { Command, UserActor } from "../../core/actor.ts";
import { AppError, notFound } from "../../core/errors.ts";
import { may } from "../../core/permissions.ts";
import type { Database } from "../../platform/database/database.ts";
import { write } from "../../platform/database/write.ts";
import { lockOwnAccount } from "../accounts/index.ts";
import { recordAudit } from "../audit/index.ts";
import { findVisibleMission, type MissionSummary, publicSummaries } from "../missions/index.ts";
import {
  countFavourites,
  deleteFavourite,
  favouriteIds,
  insertFavourite,
  listFavourites,
} from "./favourites-queries.ts";

/** So many a person may put aside. */
export const MOST_FAVOURITES = 500;

export type FavouritesService = ReturnType<typeof createFavouritesService>;
export type FavouritePosition = readonly [at: string, missionId: string];

export interface ShownFavourite {
  readonly id: string;
  readonly addedAt: string;
  readonly mission: MissionSummary | null;
  readonly position: FavouritePosition;
}

export interface FavouritesDependencies {
  readonly database: Database;
  /** ISO 4217: of every price on this installation. */
  readonly currency: string;
}

/** What a person puts aside. A user's own, for whomever it acts. */
export function createFavouritesService({ database, currency }: FavouritesDependencies) {
  return {
    /** Adds it, or leaves it as it is. Throws `not_found` for what the caller may not see, `limit_reached`. */
    add(command: Command, missionId: string): Promise<null> {
      const { actor } = command;
      return write(database, command, async (tx) => {
        // One after another, so that many at once do not pass the limit together.
        await lockOwnAccount(tx, actor);
        const reader = { partyId: actor.partyId, moderator: may(actor, "missions:moderate") };
        if ((await findVisibleMission(tx, missionId, reader)) === null) throw notFound();
        const added = await insertFavourite(tx, actor.userId, missionId);
        if (added && (await countFavourites(tx, actor.userId)) > MOST_FAVOURITES) throw tooMany();
        await audited(tx, actor, "favourite.add", missionId);
        return null;
      });
    },

    /** Takes it away, where it is one. */
    remove(command: Command, missionId: string): Promise<null> {
      const { actor } = command;
      return write(database, command, async (tx) => {
        await deleteFavourite(tx, actor.userId, missionId);
        await audited(tx, actor, "favourite.remove", missionId);
        return null;
      });
    },

    /** What is no longer shown to anyone stays in the list without a word of what it was. */
    async list(actor: UserActor, after: FavouritePosition | null, limit: number): Promise<ShownFavourite[]> {
      const rows = await listFavourites(database.writer, actor.userId, after, limit);
      const ids = rows.map(({ missionId }) => missionId);
      const missions = await publicSummaries(database.writer, ids, currency);
      return rows.map(({ missionId, createdAt, sortValue }) => ({
        id: missionId,
        addedAt: createdAt.toISOString(),
        mission: missions.get(missionId) ?? null,
        position: [sortValue, missionId],
      }));
    },

    ids: (actor: UserActor): Promise<string[]> => favouriteIds(database.writer, actor.userId),
  };
}

const tooMany = () =>
  new AppError("limit_reached", {
    fields: [{ path: "", code: "too_many_favourites", values: { maximum: MOST_FAVOURITES } }],
  });

const audited = (
  tx: Parameters<typeof recordAudit>[0],
  actor: UserActor,
  action: "favourite.add" | "favourite.remove",
  missionId: string,
) => recordAudit(tx, actor, { action, resource: { type: "mission", id: missionId } });
