import type { Redis } from "ioredis";
import { PATIENCE } from "./patience.ts";

export type { Redis };

/** Commands that we define, each for all that was asked in one turn. */
export const BATCHES = ["swidealCount"] as const;

/** How long the start waits for Redis; without it the program goes on by itself. */
const READY_WITHIN_MS = 1_000;

/**
 * Its commands fail at once when Redis is away, and after `patience` milliseconds when it says nothing: nothing may wait
 * for it.
 */
export async function openRedis(
  url: string,
  onError: (error: Error) => void,
  patience = PATIENCE.redis,
): Promise<Redis> {
  // One instance alone has no Redis and does without its client.
  const { Redis } = await import("ioredis");
  const redis = new Redis(url, {
    enableOfflineQueue: false,
    // What is asked in one turn of the event loop goes out in one write.
    enableAutoPipelining: true,
    // One that is made of many already need not wait another turn.
    autoPipeliningIgnoredCommands: [...BATCHES],
    commandTimeout: patience,
    connectTimeout: 2_000,
    // A host that vanished without a word is found by its silence.
    socketTimeout: 5_000,
    maxRetriesPerRequest: 0,
    retryStrategy: (attempt) => Math.min(attempt * 200, 2_000),
    connectionName: "swideal",
  });
  redis.on("error", onError);
  return redis;
}

/** Resolves once Redis answers, and after a second in any case. */
export function redisReady(redis: Redis): Promise<void> {
  if (redis.status === "ready") return Promise.resolve();
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer);
      redis.off("ready", done);
      resolve();
    };
    const timer = setTimeout(done, READY_WITHIN_MS);
    redis.on("ready", done);
  });
}
