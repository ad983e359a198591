/** A session ends this long after its sign-in, however much it is used. */
export const ABSOLUTE_DAYS = 30;
/** It ends earlier when it was not refreshed for this long. */
export const IDLE_DAYS = 14;
/** Within this time the live token's parent may come again: two tabs, or an answer that got lost. */
export const REPLAY_GRACE_SECONDS = 10;
/** Of one user at a time; a further sign-in ends the one that was used least recently. */
export const MAX_SESSIONS = 100;
