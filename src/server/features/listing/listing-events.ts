import { afterCommit } from "../../platform/database/after-commit.ts";
import type { Tx } from "../../platform/database/database.ts";
import type { Listener } from "../../platform/events.ts";
import { partyName } from "../accounts/index.ts";
import { findMissionForCard, type MissionRow } from "../missions/index.ts";
import { cardOf } from "./card.ts";
import { putCard, removeCard, renameCardsOf, setDeadlineOnCard } from "./card-queries.ts";

/** Published missions have a card, others none. `currency` is ISO 4217, of every price on this installation. */
export function keepCards(currency: string) {
  const write = async (tx: Tx, missionId: string) =>
    putCard(tx, cardOf((await findMissionForCard(tx, missionId)) as MissionRow, currency));

  const onTransition: Listener<"mission.transitioned"> = async (tx, _actor, { missionId, from, to }) => {
    if (to === "published") await write(tx, missionId);
    else if (from === "published") await removeCard(tx, missionId);
  };
  const onChange: Listener<"mission.changed"> = (tx, _actor, { missionId }) => write(tx, missionId);
  return { onTransition, onChange };
}

export const moveDeadlineOnCard: Listener<"mission.deadline_moved"> = (tx, _actor, { missionId, deadline }) =>
  setDeadlineOnCard(tx, missionId, deadline);

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
