import { RateLimiterRedis } from "rate-limiter-flexible";
import type { Log } from "../log.ts";
import type { Redis } from "../redis.ts";
import { MemoryCounter } from "./memory-counter.ts";
import { RedisCircuit } from "./redis-circuit.ts";

/** Where a subject stands in its window. */
export interface Standing {
  readonly used: number;
  /** Until the window ends. */
  readonly resetMs: number;
}

/** What was counted, and where: to be taken back there. */
export interface Addition extends Standing {
  readonly shared: boolean;
}

/**
 * Counts what subjects do in windows of fixed length, over all instances while Redis answers. This instance
 * always counts along and takes over every higher count that Redis tells, so that without Redis the count goes on
 * from where it was. Where the two differ the higher one holds: a Redis that lost its data lifts no limit.
 */
export interface Counter {
  /** Counts one more. Beyond `enough` this instance's own word does, and Redis is not asked. */
  add(subject: string, enough: number): Promise<Addition>;
  /** Uncounts an addition: what was counted did not take place. */
  takeBack(subject: string, addition: Addition): Promise<void>;
  /** Sets the count for a window of its own length. */
  set(subject: string, used: number, seconds: number): Promise<void>;
  clear(subject: string): Promise<void>;
}

export interface Counters {
  /** `name` tells the counters apart; one name, one counter. */
  open(name: string, windowSeconds: number): Counter;
  /** For health and metrics. */
  state(): CountersState;
  close(): void;
}

export interface CountersState {
  /** Whether each instance counts for itself though Redis is configured. */
  readonly onMemory: boolean;
  /** How often that began since the start. */
  readonly timesOnMemory: number;
  readonly subjectsInMemory: number;
}

export function createCounters({ redis, log }: { redis: Redis | null; log: Log }): Counters {
  const circuit = redis && new RedisCircuit(redis, log);
  const memories: MemoryCounter[] = [];
  return {
    open(name, windowSeconds) {
      const memory = new MemoryCounter(windowSeconds);
      memories.push(memory);
      if (redis === null || circuit === null) return memoryAlone(memory);
      const shared = new RateLimiterRedis({
        storeClient: redis,
        rejectIfRedisNotReady: true,
        keyPrefix: `swideal:limit:${name}`,
        points: Number.MAX_SAFE_INTEGER,
        duration: windowSeconds,
      });
      return sharedCounter(memory, shared, circuit);
    },
    state: () => ({
      onMemory: circuit?.open ?? false,
      timesOnMemory: circuit?.openings ?? 0,
      subjectsInMemory: memories.reduce((sum, { subjects }) => sum + subjects, 0),
    }),
    close: () => circuit?.close(),
  };
}

function memoryAlone(memory: MemoryCounter): Counter {
  return {
    async add(subject) {
      const { consumedPoints, msBeforeNext } = await memory.add(subject, 1);
      return { used: consumedPoints, resetMs: msBeforeNext, shared: false };
    },
    async takeBack(subject) {
      if ((await memory.get(subject)) !== null) await memory.add(subject, -1);
    },
    set: (subject, used, seconds) => memory.set(subject, used, seconds),
    clear: (subject) => memory.delete(subject),
  };
}

function sharedCounter(memory: MemoryCounter, shared: RateLimiterRedis, circuit: RedisCircuit): Counter {
  const own = memoryAlone(memory);
  // The braces keep all keys of a subject on one node of a cluster.
  const keyOf = (subject: string) => `{${subject}}`;
  return {
    async add(subject, enough) {
      const here = await own.add(subject, enough);
      if (here.used > enough) return here;
      const told = await circuit.ask(() => shared.penalty(keyOf(subject)));
      if (told === null) return here;
      if (told.consumedPoints <= here.used) return { ...here, shared: true };
      await memory.set(subject, told.consumedPoints, told.msBeforeNext / 1_000);
      return { used: told.consumedPoints, resetMs: told.msBeforeNext, shared: true };
    },
    async takeBack(subject, addition) {
      await own.takeBack(subject, addition);
      if (addition.shared) await circuit.ask(() => shared.reward(keyOf(subject)));
    },
    async set(subject, used, seconds) {
      await own.set(subject, used, seconds);
      await circuit.ask(() => shared.set(keyOf(subject), used, seconds));
    },
    async clear(subject) {
      await own.clear(subject);
      await circuit.ask(() => shared.delete(keyOf(subject)));
    },
  };
}
