import { Redis } from "ioredis";

export type { Redis };

/** Fails at once when Redis is away: nothing may wait for it. */
export function openRedis(url: string, onError: (error: Error) => void): Redis {
  const redis = new Redis(url, {
    enableOfflineQueue: false,
    commandTimeout: 500,
    connectTimeout: 2_000,
    maxRetriesPerRequest: 0,
    retryStrategy: (attempt) => Math.min(attempt * 200, 5_000),
    connectionName: "swideal",
  });
  redis.on("error", onError);
  return redis;
}
