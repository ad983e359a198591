import type { Listener } from "../../platform/events.ts";
import { endSessionsOf } from "./session-queries.ts";

/** Whoever came in by what opened the account before is out. */
export const endSessions: Listener<"account.credentials_changed"> = async (tx, _actor, event) => {
  const { userId, change, sessionId, othersStay } = event;
  if (!othersStay) await endSessionsOf(tx, userId, change, sessionId);
};

/** Whoever is signed in to an account that is no more is out, on every instance. */
export const endErasedSessions: Listener<"account.erased"> = (tx, _actor, { userId }) =>
  endSessionsOf(tx, userId, "erased");
