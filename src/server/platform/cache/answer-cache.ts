import { databaseRefusal } from "../database/database-errors.ts";
import { type Cache, type CacheOptions, createCache } from "./cache.ts";
import { type ReadyAnswer, readyAnswerCodec } from "./ready-answer.ts";

/** Answers that are the same for everyone; nothing private ever enters. */
export type AnswerCache = Cache<ReadyAnswer>;

const MAX_BYTES = 64 * 1024 * 1024;

/** Thrown by a load whose answer may not be given to others, such as that a page is missing: sent, not kept. */
export class Unkept extends Error {
  readonly answer: ReadyAnswer;

  constructor(answer: ReadyAnswer) {
    super(`an answer with status ${answer.parts.status}`);
    this.answer = answer;
  }
}

const isOutage = (error: unknown): boolean =>
  error instanceof Unkept ? isPassing(error.answer) : databaseRefusal(error) !== null;

/** A page that failed, or one made of what was there before. */
const isPassing = ({ parts }: ReadyAnswer): boolean =>
  parts.status >= 500 || parts.headers["cache-status"] !== undefined;

/** `redis` null: one process, memory alone. */
export function createAnswerCache({
  invalidation,
  redis,
}: Pick<CacheOptions<ReadyAnswer>, "invalidation" | "redis">): AnswerCache {
  return createCache({ codec: readyAnswerCodec, maxBytes: MAX_BYTES, isOutage, invalidation, redis });
}
