import { randomUUID } from "node:crypto";
import { availableParallelism } from "node:os";
import { hash as argon2Hash, verify as argon2Verify } from "@node-rs/argon2";
import { AppError } from "../../core/errors.ts";

export interface PasswordCost {
  readonly memoryKib: number;
  readonly passes: number;
}

/** OWASP Password Storage Cheat Sheet, argon2id: m = 19 MiB, t = 2, p = 1. */
export const OWASP_COST: PasswordCost = { memoryKib: 19_456, passes: 2 };

/** Hashing runs on libuv's four threads, which files and name look-ups share: one stays free. */
const PARALLEL = Math.max(1, Math.min(3, availableParallelism() - 1));
/** Beyond this many waiting, a caller is better told to come back. */
const MAX_WAITING = 256;

export interface PasswordHashing {
  /** A PHC string of argon2id. Throws `overloaded` when too many are waiting. */
  hash(password: string): Promise<string>;
  /**
   * false where there is no hash, after the same work. Throws `overloaded` when too many are waiting.
   * @param failures of those who ask from there: the fewer, the sooner is their turn
   */
  verify(hash: string | null, password: string, failures?: number): Promise<boolean>;
  /** Whether a hash was made at another cost than today's, or by another function. */
  isOutdated(hash: string): boolean;
}

export function createPasswordHashing(cost: PasswordCost = OWASP_COST): PasswordHashing {
  const oneOfFew = limitParallel(PARALLEL, MAX_WAITING);
  const options = { memoryCost: cost.memoryKib, timeCost: cost.passes, parallelism: 1 };
  const prefix = `$argon2id$v=19$m=${cost.memoryKib},t=${cost.passes},p=1$`;
  // What an unknown address is compared with, so that it costs what a known one does.
  const decoy = argon2Hash(randomUUID(), options);
  return {
    hash: (password) => oneOfFew(() => argon2Hash(prepare(password), options)),
    async verify(hash, password, failures) {
      const compared = hash ?? (await decoy);
      return oneOfFew(async () => {
        const right = await argon2Verify(compared, prepare(password));
        const saved = workOf(options) - workOf(costOf(compared));
        // A hash from before the cost was raised must not take less than the decoy.
        if (saved >= MIN_MEMORY_KIB) await argon2Hash("", { ...options, memoryCost: saved, timeCost: 1 });
        return right && hash !== null;
      }, failures);
    },
    isOutdated: (hash) => !hash.startsWith(prefix),
  };
}

/** argon2 needs 8 KiB for each lane. */
const MIN_MEMORY_KIB = 8;

interface Cost {
  readonly memoryCost: number;
  readonly timeCost: number;
}
/** KiB that are filled, on which the time depends all but linearly. */
const workOf = ({ memoryCost, timeCost }: Cost) => memoryCost * timeCost;

/** Of a PHC string. */
function costOf(hash: string): Cost {
  const [, memory = "0", passes = "0"] = /\$m=(\d+),t=(\d+)/.exec(hash) ?? [];
  return { memoryCost: Number(memory), timeCost: Number(passes) };
}

/**
 * NFC, so that an é typed on one keyboard is the é of another (NIST 800-63B-4 allows NFC or NFKC).
 * Not NFKC: it would let different passwords pass for one, and NFC is what all our text gets.
 */
function prepare(password: string): string {
  return password.normalize("NFC");
}

interface Waiting {
  readonly failures: number;
  readonly begin: () => void;
  readonly refuse: (error: AppError) => void;
}

/**
 * Runs at most `parallel` at once: first whose failures are fewest, so that nobody waits behind those who guess; of equals who
 * came first. Beyond `maxWaiting` the last of them is sent away.
 */
export function limitParallel(parallel: number, maxWaiting: number) {
  const waiting: Waiting[] = [];
  let running = 0;
  const turn = (failures: number) =>
    new Promise<void>((begin, refuse) => {
      const place = waiting.findLastIndex((one) => one.failures <= failures) + 1;
      waiting.splice(place, 0, { failures, begin, refuse });
      if (waiting.length > maxWaiting)
        waiting.pop()?.refuse(new AppError("overloaded", { retryAfterSeconds: 1 }));
    });
  return async <T>(work: () => Promise<T>, failures = 0): Promise<T> => {
    if (running < parallel) running += 1;
    else await turn(failures);
    try {
      return await work();
    } finally {
      const next = waiting.shift();
      if (next === undefined) running -= 1;
      else next.begin();
    }
  };
}
