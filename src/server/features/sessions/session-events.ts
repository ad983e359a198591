import type { Listener } from "../../platform/events.ts";
import { endAllSessions, endSessionsOf } from "./session-queries.ts";

/** Whoever came in by what opened the account before is out. */
export const endSessions: Listener<"account.credentials_changed"> = async (tx, _actor, event) => {
  const { userId, change, sessionId, othersStay } = event;
  if (!othersStay) await endSessionsOf(tx, userId, change, sessionId);
};

/** Whoever is signed in to an account that is no more is out, on every instance. */
export const endErasedSessions: Listener<"account.erased"> = (tx, _actor, { userId }) =>
  endSessionsOf(tx, userId, "erased");

/** Of an older state nobody knows which sessions had ended since: all have. */
export const endRestoredSessions: Listener<"installation.restored"> = (tx) => endAllSessions(tx, "restored");
