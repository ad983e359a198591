import { batch } from "../../platform/database/batch.ts";
import type { Listener } from "../../platform/events.ts";
import type { Transition } from "../missions/index.ts";
import type { OfferStatus } from "./offer-contract.ts";
import { settle } from "./offer-queries.ts";

type Settlement = Partial<Record<OfferStatus, OfferStatus>>;

/** What becomes of a mission's offers when it makes a transition; those not named stay. */
const settlements: Partial<Record<Transition, Settlement>> = {
  lapse: { submitted: "lapsed" },
  start: { submitted: "rejected" },
  decline: { accepted: "declined" },
  cancel: { submitted: "lapsed", accepted: "lapsed" },
};

export const settleOffers: Listener<"mission.transitioned"> = async (tx, actor, event, emit) => {
  const { missionId } = event;
  const settlement = settlements[event.transition as Transition];
  if (settlement === undefined) return;
  await batch(tx, [
    ...Object.entries(settlement).map(
      ([from, to]) =>
        () =>
          settle(tx, missionId, from as OfferStatus, to),
    ),
    () => emit(tx, actor, "offers.changed", { missionId }),
  ]);
};
