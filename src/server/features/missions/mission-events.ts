import { afterCommit } from "../../platform/database/after-commit.ts";
import type { Tx } from "../../platform/database/database.ts";
import type { Listener } from "../../platform/events.ts";
import { partyName } from "../accounts/index.ts";
import { renameCardsOf } from "./card-queries.ts";
import { refreshTallyOf } from "./move-queries.ts";

export const refreshTally: Listener<"offers.changed"> = (tx, _actor, { missionId }) =>
  refreshTallyOf(tx, missionId);

export const renameOnCards: Listener<"account.renamed"> = async (tx, _actor, { partyId }) => {
  const name = await partyName(tx, partyId);
  if (name !== null) await renameCardsOf(tx, partyId, name);
};

/** Hands on which mission can be searched for since now, once that is committed; where this is lost the job finds it. */
export const rememberPublished =
  (searchable: (missionId: string) => void) =>
  async (
    tx: Tx,
    _actor: unknown,
    event: { readonly missionId: string; readonly to?: string },
  ): Promise<void> => {
    if (event.to === undefined || event.to === "published")
      afterCommit(tx, () => searchable(event.missionId));
  };
