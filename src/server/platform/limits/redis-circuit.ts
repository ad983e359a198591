import type { Log } from "../log.ts";
import type { Redis } from "../redis.ts";

/** An answer that takes longer is no answer. */
const SLOW_MS = 250;
const PROBE_EVERY_MS = 500;

interface Asked {
  readonly at: number;
  readonly giveUp: () => void;
}

/**
 * Asks Redis as long as it answers. The first failure or slow answer opens the circuit: all who wait are
 * let go at once, nobody asks any more, and a probe in the background closes it again. So a dead or frozen
 * Redis costs those few a moment who had just asked, and everyone else nothing.
 */
export class RedisCircuit {
  readonly #redis: Redis;
  readonly #log: Log;
  /** In the order in which they asked. */
  readonly #waiting = new Set<Asked>();
  #watch: NodeJS.Timeout | null = null;
  #probe: NodeJS.Timeout | null = null;
  #open = false;
  #openings = 0;

  constructor(redis: Redis, log: Log) {
    this.#redis = redis;
    this.#log = log;
    if (redis.status !== "ready") this.#trip("not connected yet");
  }

  /** Whether Redis is left alone for now. */
  get open(): boolean {
    return this.#open;
  }

  /** How often it opened since the start. */
  get openings(): number {
    return this.#openings;
  }

  /** What Redis says; null when it does not answer. */
  ask<T>(command: () => Promise<T>): Promise<T | null> {
    if (this.#open) return Promise.resolve(null);
    return new Promise((resolve) => {
      const asked: Asked = { at: performance.now(), giveUp: () => resolve(null) };
      this.#waiting.add(asked);
      this.#watch ??= this.#watchAfter(SLOW_MS);
      command().then(
        (answer) => {
          this.#waiting.delete(asked);
          resolve(answer);
        },
        (error: unknown) => {
          // One who was let go before has nothing to say any more.
          if (this.#waiting.delete(asked)) this.#trip(error);
          resolve(null);
        },
      );
    });
  }

  close(): void {
    clearTimeout(this.#watch ?? undefined);
    clearTimeout(this.#probe ?? undefined);
  }

  #watchAfter(milliseconds: number): NodeJS.Timeout {
    const look = () => {
      this.#watch = null;
      const [oldest] = this.#waiting;
      if (oldest === undefined) return;
      const age = performance.now() - oldest.at;
      if (age >= SLOW_MS) this.#trip(`no answer within ${SLOW_MS} ms`);
      else this.#watch = this.#watchAfter(SLOW_MS - age);
    };
    // After a stall of our own the timers run before the sockets are read: answers may lie there already.
    return setTimeout(() => setImmediate(look), milliseconds).unref();
  }

  #trip(reason: unknown): void {
    if (this.#open) return;
    this.#open = true;
    this.#openings += 1;
    const why = reason instanceof Error ? reason.message : reason;
    this.#log.warn({ reason: why }, "redis does not answer: limits are counted by this instance alone");
    for (const { giveUp } of this.#waiting) giveUp();
    this.#waiting.clear();
    this.#probeLater();
  }

  #probeLater(): void {
    const probe = async () => {
      try {
        await this.#redis.ping();
      } catch {
        return this.#probeLater();
      }
      this.#open = false;
      this.#log.info("redis answers again: limits are shared");
    };
    this.#probe = setTimeout(() => void probe(), PROBE_EVERY_MS).unref();
  }
}
