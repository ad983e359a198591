import type { Work as WholeWork } from "../missions/index.ts";

export type Work = Pick<WholeWork, "status" | "providerPartyId" | "startedAt" | "endedAt" | "now">;

const DAY_MS = 86_400_000;
/** Whose offer was not taken may write for so long after the work has begun, or after the end where none began. */
const AFTER_OTHERS_WORK_MS = 7 * DAY_MS;
/** As long as contact details are given out. */
const AFTER_COMPLETION_MS = 90 * DAY_MS;

export const MOST_BLOCKS = 500;
export const MOST_COUNTED = 100;
/** The same text goes to so many conversations within a day, and to no more. */
export const MOST_WITH_ONE_TEXT = 5;
export const MESSAGE_MAIL_DELAY_S = 180;
export const MESSAGE_MAIL_PAUSE_S = 1_800;

const underWay = new Set(["awarded", "in_progress", "delivered", "disputed"]);

/** Whether this provider has the award of a mission that is not over: then the two must be able to write. */
export const isAtWork = (work: Work, providerPartyId: string): boolean =>
  work.providerPartyId === providerPartyId && underWay.has(work.status);

/**
 * Until when the two may write to each other, null: no end is set. The winner and the client: until 90 days after the
 * completion. Any other: until seven days after the work has begun, or after the mission's end without work.
 */
export function writableUntil(work: Work, providerPartyId: string): Date | null {
  if (work.providerPartyId === providerPartyId)
    return work.endedAt === null ? null : new Date(work.endedAt.getTime() + AFTER_COMPLETION_MS);
  const from = work.startedAt ?? work.endedAt;
  return from === null ? null : new Date(from.getTime() + AFTER_OTHERS_WORK_MS);
}

export function isWritable(work: Work, providerPartyId: string): boolean {
  const until = writableUntil(work, providerPartyId);
  return work.status !== "archived" && (until === null || until.getTime() > work.now.getTime());
}
