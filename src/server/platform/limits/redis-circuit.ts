import type { Log } from "../log.ts";
import type { Redis } from "../redis.ts";

/** No answer for so many turns of a timer is no answer at all: a quarter of a second. */
const TURNS = 5;
const TURN_MS = 50;
const PROBE_EVERY_MS = 500;

interface Asked {
  /** The timer's turn in which it asked. */
  readonly turn: number;
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
  #turn = 0;
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
      const asked: Asked = { turn: this.#turn, giveUp: () => resolve(null) };
      this.#waiting.add(asked);
      this.#watch ??= this.#watchOneTurn();
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

  /**
   * Turns are counted, not milliseconds: where the program itself is held up the turns are late as well, and so is
   * its reading of answers that are already there. That is no fault of Redis.
   */
  #watchOneTurn(): NodeJS.Timeout {
    const look = () => {
      this.#watch = null;
      this.#turn += 1;
      const [oldest] = this.#waiting;
      if (oldest === undefined) return;
      if (this.#turn - oldest.turn > TURNS) this.#trip(`no answer within ${TURNS * TURN_MS} ms`);
      else this.#watch = this.#watchOneTurn();
    };
    // Timers run before the sockets are read, this after.
    return setTimeout(() => setImmediate(look), TURN_MS).unref();
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
