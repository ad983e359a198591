import { RateLimiterMemory, type RateLimiterRes } from "rate-limiter-flexible";

/** Beyond this many subjects the one known longest is forgotten: an attack from many addresses must not fill memory. */
export const MOST_SUBJECTS = 100_000;

/** Counts in fixed windows in this process. Bounded. */
export class MemoryCounter {
  readonly #limiter: RateLimiterMemory;
  readonly #mostSubjects: number;
  /** Every key that the limiter holds, and some whose window has ended; in the order of their beginning. */
  readonly #keys = new Set<string>();

  constructor(windowSeconds: number, mostSubjects = MOST_SUBJECTS) {
    this.#limiter = new RateLimiterMemory({ points: Number.MAX_SAFE_INTEGER, duration: windowSeconds });
    this.#mostSubjects = mostSubjects;
  }

  get subjects(): number {
    return this.#keys.size;
  }

  async add(key: string, points: 1 | -1): Promise<RateLimiterRes> {
    const counted = await this.#limiter.penalty(key, points);
    if (counted.isFirstInDuration) await this.#hold(key);
    return counted;
  }

  get(key: string): Promise<RateLimiterRes | null> {
    return this.#limiter.get(key);
  }

  async set(key: string, points: number, seconds: number): Promise<void> {
    await this.#limiter.set(key, points, seconds);
    await this.#hold(key);
  }

  async delete(key: string): Promise<void> {
    this.#keys.delete(key);
    await this.#limiter.delete(key);
  }

  async #hold(key: string): Promise<void> {
    this.#keys.delete(key);
    this.#keys.add(key);
    if (this.#keys.size <= this.#mostSubjects) return;
    const [oldest] = this.#keys;
    if (oldest !== undefined) await this.delete(oldest);
  }
}
