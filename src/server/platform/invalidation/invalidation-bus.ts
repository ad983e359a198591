import { randomUUID } from "node:crypto";
import { setTimeout as wait } from "node:timers/promises";
import type { Redis } from "../redis.ts";

const PROOF_EVERY_MS = 100;

const CHANGES = "swideal:cache:changes";
const heardBy = (instance: string) => `swideal:cache:heard:${instance}`;

interface Change {
  readonly id: string;
  readonly from: string;
  /** The tags, under the name that releases before gave them: instances of two releases hear each other. */
  readonly scopes: readonly string[];
}

export interface InvalidationBusOptions {
  /** For commands. */
  readonly redis: Redis;
  /** A connection of its own: subscribed, it takes no other commands. */
  readonly subscriber: Redis;
  /** Milliseconds after its last proof of being heard that an instance may show what it keeps; in all the same. */
  readonly lease: number;
  /** Another instance made a change. */
  readonly onChange: (tags: readonly string[]) => void;
  /** Messages may have been missed: nothing that is kept can be trusted. */
  readonly onMissed: () => void;
  /** Redis answers, at each proof of it. */
  readonly onHeard: () => void;
}

/**
 * Tells every instance what changed, and knows when all of them know it. An instance shows what it keeps
 * only under a lease, which each answer to a PING on its subscription renews from the moment the PING was
 * sent: what was published before then has arrived, for Redis keeps the order of a connection. So a change
 * is known everywhere once every subscriber said so, or else once all leases that are older than the
 * change have run out (Gray & Cheriton, "Leases", 1989).
 */
export class InvalidationBus {
  readonly #options: InvalidationBusOptions;
  readonly #instance = randomUUID();
  readonly #waiting = new Map<string, () => void>();
  readonly #proving: NodeJS.Timeout;
  #subscribed = false;
  #proofUnderWay = false;
  #trustedUntil = Number.NEGATIVE_INFINITY;
  #wasTrusted = false;

  constructor(options: InvalidationBusOptions) {
    this.#options = options;
    const { subscriber } = options;
    subscriber.on("message", (channel: string, text: string) => this.#receive(channel, text));
    subscriber.on("ready", () => void this.#subscribe());
    subscriber.on("close", () => this.#lose());
    if (subscriber.status === "ready") void this.#subscribe();
    this.#proving = setInterval(() => void this.#prove(), PROOF_EVERY_MS);
    this.#proving.unref();
  }

  /** Whether what is kept in memory is as new as all changes that anybody was told of. */
  trusted(): boolean {
    return performance.now() < this.#trustedUntil;
  }

  /** Whether Redis was there and is not any more, for longer than a lease. */
  lost(): boolean {
    return this.#wasTrusted && !this.trusted();
  }

  /** Resolves once no instance shows what the tags held before; never rejects, never waits beyond a lease. */
  async publish(tags: readonly string[]): Promise<void> {
    const leasesEnd = performance.now() + this.#options.lease;
    const wasTrusted = this.trusted();
    const change: Change = { id: randomUUID(), from: this.#instance, scopes: tags };
    const heard = this.#countHeard(change.id);
    try {
      heard.expect(await this.#options.redis.publish(CHANGES, JSON.stringify(change)));
    } catch {
      // Whoever lost Redis longer ago than a lease is not alone: the others' leases are over as well.
      if (!wasTrusted) heard.expect(0);
    }
    await heard.until(leasesEnd);
    this.#waiting.delete(change.id);
  }

  close(): void {
    clearInterval(this.#proving);
    this.#lose();
  }

  #countHeard(id: string) {
    let heard = 0;
    let expected = Number.POSITIVE_INFINITY;
    const all = Promise.withResolvers<void>();
    const look = () => {
      if (heard >= expected) all.resolve();
    };
    this.#waiting.set(id, () => {
      heard += 1;
      look();
    });
    return {
      expect(count: number) {
        expected = count;
        look();
      },
      async until(time: number) {
        const givenUp = new AbortController();
        const leases = wait(Math.max(0, time - performance.now()), undefined, { signal: givenUp.signal });
        await Promise.race([all.promise, leases.catch(() => {})]);
        givenUp.abort();
      },
    };
  }

  #receive(channel: string, text: string): void {
    if (channel !== CHANGES) {
      this.#waiting.get(text)?.();
      return;
    }
    const { id, from, scopes: tags } = JSON.parse(text) as Change;
    if (from === this.#instance) {
      this.#waiting.get(id)?.();
      return;
    }
    this.#options.onChange(tags);
    this.#options.redis.publish(heardBy(from), id).catch(() => {});
  }

  async #subscribe(): Promise<void> {
    try {
      await this.#options.subscriber.subscribe(CHANGES, heardBy(this.#instance));
      this.#options.onMissed();
      this.#subscribed = true;
      await this.#prove();
    } catch {
      this.#lose();
    }
  }

  async #prove(): Promise<void> {
    if (!this.#subscribed || this.#proofUnderWay) return;
    this.#proofUnderWay = true;
    const sent = performance.now();
    try {
      await this.#options.subscriber.ping();
      if (!this.#subscribed) return;
      this.#trustedUntil = sent + this.#options.lease;
      this.#wasTrusted = true;
      this.#options.onHeard();
    } catch {
      // Without an answer the lease runs out by itself.
    } finally {
      this.#proofUnderWay = false;
    }
  }

  #lose(): void {
    this.#subscribed = false;
    this.#trustedUntil = Number.NEGATIVE_INFINITY;
  }
}
