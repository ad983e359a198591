import { setTimeout as wait } from "node:timers/promises";
import type { Log } from "./log.ts";

export interface HealthCheck {
  readonly name: string;
  /** Whether the program cannot serve without it. */
  readonly vital: boolean;
  /** Rejects with the reason when it is not well. What takes longer than `LIMIT_MS` counts as not well. */
  readonly check: () => Promise<unknown>;
}

export interface CheckResult {
  readonly name: string;
  readonly vital: boolean;
  readonly well: boolean;
  /** For operators alone: it may name what nobody else should know. null where it is well. */
  readonly reason: string | null;
  readonly latencyMs: number;
}

export interface HealthChecks {
  /** The state of each part, at most a second old. */
  all(): Promise<readonly CheckResult[]>;
  /** Of those alone without which the program cannot serve. */
  vital(): Promise<readonly CheckResult[]>;
}

const LIMIT_MS = 1_000;
const KEPT_MS = 1_000;

/**
 * Looks at each part at most once a second (`keptMs`), for all who ask meanwhile, and never twice at once, so that no number of
 * monitors costs more than one. The log says when a part's state changes, and why.
 */
export function createHealthChecks(
  checks: readonly HealthCheck[],
  log: Log,
  keptMs: number = KEPT_MS,
): HealthChecks {
  const shared = checks.map((check) => new SharedCheck(check, log, keptMs));
  const ask = (which: readonly SharedCheck[]) => Promise.all(which.map((one) => one.ask()));
  return { all: () => ask(shared), vital: () => ask(shared.filter(({ vital }) => vital)) };
}

class SharedCheck {
  readonly #check: HealthCheck;
  readonly #log: Log;
  readonly #keptMs: number;
  #latest: Promise<CheckResult> | null = null;
  #askedAt = Number.NEGATIVE_INFINITY;
  /** It may go on for longer than its result is waited for. */
  #running: Promise<string | null> | null = null;
  #runsSince = 0;
  #well = true;

  constructor(check: HealthCheck, log: Log, keptMs: number) {
    this.#check = check;
    this.#log = log;
    this.#keptMs = keptMs;
  }

  get vital(): boolean {
    return this.#check.vital;
  }

  ask(): Promise<CheckResult> {
    const now = performance.now();
    if (this.#latest === null || now - this.#askedAt >= this.#keptMs) {
      this.#askedAt = now;
      this.#latest = this.#look();
    }
    return this.#latest;
  }

  async #look(): Promise<CheckResult> {
    const { name, vital } = this.#check;
    if (this.#running === null) {
      this.#runsSince = performance.now();
      this.#running = this.#run().finally(() => {
        this.#running = null;
      });
    }
    const reason = await within(LIMIT_MS, this.#running);
    const latencyMs = performance.now() - this.#runsSince;
    this.#tell(reason);
    return { name, vital, well: reason === null, reason, latencyMs };
  }

  /** The reason why it is not well, null where it is. */
  async #run(): Promise<string | null> {
    try {
      await this.#check.check();
      return null;
    } catch (error) {
      return error instanceof Error && error.message !== "" ? error.message : String(error);
    }
  }

  #tell(reason: string | null): void {
    const well = reason === null;
    if (well === this.#well) return;
    this.#well = well;
    const { name } = this.#check;
    if (well) this.#log.info({ part: name }, "a part is well again");
    else this.#log.warn({ part: name, reason }, "a part is not well");
  }
}

async function within(milliseconds: number, running: Promise<string | null>): Promise<string | null> {
  const ended = new AbortController();
  const late = wait(milliseconds, `no answer within ${milliseconds} ms`, {
    signal: ended.signal,
    ref: false,
  });
  try {
    return await Promise.race([running, late]);
  } finally {
    ended.abort();
    late.catch(() => {});
  }
}
