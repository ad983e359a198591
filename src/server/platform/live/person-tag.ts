/** What may be new for a person: see `GET /me/events`. */
export type PersonNews = "notification" | "message" | "session";

/**
 * What is invalidated when something is new for this user, so that its open pages hear of it:
 * `invalidateOnCommit(tx, personTag(userId, "message"))` where a message for it is written.
 */
export const personTag = (userId: string, news: PersonNews = "notification"): string =>
  `person:${userId}:${news}`;
