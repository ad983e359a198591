import type { Log } from "../log.ts";
import type { Redis } from "../redis.ts";
import { RedisCircuit } from "./redis-circuit.ts";
import { RedisCounts } from "./redis-counts.ts";
import { type Standing, WindowCounts } from "./window-counts.ts";

export type { Standing };

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
  /**
   * Counts one more: at once where this instance counts alone. Beyond `enough` its own word does, and Redis is not
   * asked.
   */
  add(subject: string, enough: number): Addition | Promise<Addition>;
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
  const shared = redis && circuit && new RedisCounts(redis, circuit);
  const memories: WindowCounts[] = [];
  return {
    open(name, windowSeconds) {
      const own = new WindowCounts(windowSeconds);
      memories.push(own);
      return shared === null ? memoryAlone(own) : sharedCounter(own, shared, name, windowSeconds);
    },
    state: () => ({
      onMemory: circuit?.open ?? false,
      timesOnMemory: circuit?.openings ?? 0,
      subjectsInMemory: memories.reduce((sum, { subjects }) => sum + subjects, 0),
    }),
    close: () => circuit?.close(),
  };
}

function memoryAlone(own: WindowCounts): Counter {
  return {
    add: (subject) => ({ ...own.add(subject), shared: false }),
    takeBack: async (subject) => own.takeBack(subject),
    set: async (subject, used, seconds) => own.set(subject, used, seconds * 1_000),
    clear: async (subject) => own.delete(subject),
  };
}

function sharedCounter(own: WindowCounts, shared: RedisCounts, name: string, windowSeconds: number): Counter {
  const keyOf = (subject: string) => `swideal:limit:${name}:${subject}`;
  return {
    add(subject, enough) {
      const here = own.add(subject);
      if (here.used > enough) return { ...here, shared: false };
      return shared.add(keyOf(subject), 1, windowSeconds).then((told) => {
        if (told === null) return { ...here, shared: false };
        if (told.used <= here.used) return { ...here, shared: true };
        own.raise(subject, told);
        return { ...told, shared: true };
      });
    },
    async takeBack(subject, addition) {
      own.takeBack(subject);
      if (addition.shared) await shared.add(keyOf(subject), -1, windowSeconds);
    },
    async set(subject, used, seconds) {
      own.set(subject, used, seconds * 1_000);
      await shared.set(keyOf(subject), used, seconds);
    },
    async clear(subject) {
      own.delete(subject);
      await shared.delete(keyOf(subject));
    },
  };
}
