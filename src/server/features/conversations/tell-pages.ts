import { invalidateOnCommit } from "../../platform/database/invalidations.ts";
import type { Listener } from "../../platform/events.ts";
import { personTag } from "../../platform/live/person-tag.ts";
import { peopleOf } from "../organisations/index.ts";

/** Open pages of everybody on either side hear of a message, on every instance. */
export const tellPagesOfMessage: Listener<"message.posted"> = async (tx, _actor, event) => {
  for (const { userId } of await peopleOf(tx, [event.clientPartyId, event.providerPartyId]))
    invalidateOnCommit(tx, personTag(userId, "message"));
};
