/** As long as a request may count as held up (`heldMs`). */
const REMEMBERED_MS = 60_000;
const MOST = 10_000;

/**
 * Refreshes that this instance could not answer because the database was away, by the hash of their token: whoever
 * repeats one has been waiting since the first time.
 */
export class UnansweredRefreshes {
  readonly #firstArrivals = new Map<string, number>();

  /** `arrivedAt` in milliseconds of `performance.now()`. */
  remember(tokenHash: Buffer, arrivedAt: number): void {
    const key = tokenHash.toString("hex");
    if (this.#recent(key) !== undefined) return;
    this.#forgetOld();
    this.#firstArrivals.delete(key);
    this.#firstArrivals.set(key, arrivedAt);
  }

  /** When the token was first shown and got no answer; null when it was not, or too long ago. */
  firstArrival(tokenHash: Buffer): number | null {
    return this.#recent(tokenHash.toString("hex")) ?? null;
  }

  #recent(key: string): number | undefined {
    const arrivedAt = this.#firstArrivals.get(key);
    return arrivedAt !== undefined && performance.now() - arrivedAt < REMEMBERED_MS ? arrivedAt : undefined;
  }

  /** In the order of their arrival, so that the old ones stand in front. */
  #forgetOld(): void {
    for (const key of this.#firstArrivals.keys()) {
      if (this.#recent(key) !== undefined && this.#firstArrivals.size < MOST) return;
      this.#firstArrivals.delete(key);
    }
  }
}
