import { setTimeout as wait } from "node:timers/promises";
import type { Invalidation } from "../invalidation/invalidation.ts";
import type { Redis } from "../redis.ts";
import { MemoryStore } from "./memory-store.ts";
import { LONGEST_VALUE_MS, SharedStore } from "./shared-store.ts";
import { type Flight, SingleFlight } from "./single-flight.ts";

/** How values become bytes for Redis, and what they weigh in memory. */
export interface Codec<Value> {
  encode(value: Value): Buffer;
  decode(bytes: Buffer): Value;
  /** Bytes. */
  sizeOf(value: Value): number;
}

export interface Address {
  /** What is dropped together, e.g. `lists`, `mission:ID`. */
  readonly tag: string;
  /** Made of validated values alone. Holds its tag's name, so that no two tags share a key. */
  readonly key: string;
  /** How long it may be given again without asking, though nothing was changed. At most 30 s. */
  readonly freshMs: number;
}

/** `stale`: older than it may be, because loading failed or takes too long. */
export interface Found<Value> {
  readonly value: Value;
  readonly from: "memory" | "redis" | "load" | "stale";
  /** Since when it is no longer fresh, in milliseconds; 0 where it is. */
  readonly staleMs: number;
}

export interface Cache<Value extends object> {
  /** What memory has, at once; undefined when it has nothing that may be shown. */
  peek(address: Address): Value | undefined;
  /** One load of a key at a time, for all who wait. Rejects as `load` does when there is nothing older to show. */
  get(address: Address, load: () => Promise<Value>): Promise<Found<Value>>;
  /** Held in memory. */
  readonly bytes: number;
}

export interface CacheOptions<Value> {
  readonly codec: Codec<Value>;
  readonly maxBytes: number;
  /** Whether a failed load may be answered by what was there before, e.g. because the database is away. */
  readonly isOutage: (error: unknown) => boolean;
  /**
   * Tells what is old. Where Redis is lost what other instances show may be as old as its `freshMs`, until they are told
   * once it is back.
   */
  readonly invalidation: Invalidation;
  /** null: one process, memory alone. */
  readonly redis: Redis | null;
}

/** How long what is no longer fresh is held in memory, in case the database fails. */
const HOLD_MS = 15 * 60_000;
/** A healthy Redis answers in one. */
const READ_WITHIN_MS = 100;
/** How long a load may take, from when it was first asked for, before those who wait get what there was before. */
const PATIENCE_MS = 1_000;
/** How many tags may wait for Redis to come back; nothing that it holds lives longer than 30 s. */
const MOST_OWED = 10_000;

export function createCache<Value extends object>(options: CacheOptions<Value>): Cache<Value> {
  const { codec, invalidation, redis } = options;
  const memory = new MemoryStore<Value>({
    maxBytes: options.maxBytes,
    holdMs: HOLD_MS,
    sizeOf: codec.sizeOf,
  });
  const flights = new SingleFlight<Found<Value>>();
  const forget = (tags: readonly string[]) => {
    for (const tag of tags) {
      memory.drop(tag);
      flights.leave(tag);
    }
  };

  const store = redis && new SharedStore(redis);
  const owed = new Set<string>();
  /** So that nobody who is told finds the old value in Redis. */
  const beginGenerations = async (tags: readonly string[]) => {
    if (store === null) return;
    const begun = await Promise.allSettled(tags.map((tag) => store.beginGeneration(tag)));
    for (const [place, { status }] of begun.entries()) {
      if (status === "rejected" && owed.size < MOST_OWED) owed.add(tags[place] as string);
    }
  };
  invalidation.listen({
    onChange: forget,
    beforeTold: beginGenerations,
    onTold: forget,
    onMissed() {
      memory.clear();
      flights.leaveAll();
    },
    onHeard() {
      if (owed.size === 0) return;
      const tags = [...owed];
      owed.clear();
      void invalidation.tell(tags);
    },
  });

  const peek = ({ key }: Address): Value | undefined => {
    const kept = memory.get(key);
    return kept !== undefined && performance.now() < kept.freshUntil && invalidation.trusted()
      ? kept.value
      : undefined;
  };

  /** Redis away is a miss, nothing more; one that is known to be away is not waited for. */
  const readShared = async ({ tag, key }: Address) => {
    if (store === null || invalidation.lost()) return null;
    return within(READ_WITHIN_MS, store.read(tag, key)).catch(() => null);
  };

  const fetch = async (address: Address, load: () => Promise<Value>): Promise<Found<Value>> => {
    const { tag, key } = address;
    const life = Math.min(address.freshMs, LONGEST_VALUE_MS);
    const mark = memory.mark(tag);
    const asked = performance.now();
    const keep = (value: Value) => memory.keep(tag, key, mark, { value, freshUntil: asked + life });
    const there = await readShared(address);
    if (there?.bytes) {
      const { value, remaining } = open(there.bytes, codec);
      memory.keep(tag, key, mark, { value, freshUntil: asked + Math.min(life, remaining) });
      return { value, from: "redis", staleMs: 0 };
    }
    const value = await load();
    keep(value);
    if (there !== null)
      store?.write(tag, key, there.generation, seal(value, life, codec), life).catch(() => {});
    return { value, from: "load", staleMs: 0 };
  };

  /** Outside the flight, which goes on: whoever has waited long enough takes what there was before. */
  const orOlder = async (key: string, flight: Flight<Found<Value>>): Promise<Found<Value>> => {
    const older = (): Found<Value> | undefined => {
      const kept = memory.get(key);
      if (kept === undefined) return undefined;
      return { value: kept.value, from: "stale", staleMs: Math.max(0, performance.now() - kept.freshUntil) };
    };
    const inTime = flight.value.catch((error: unknown) => {
      const found = options.isOutage(error) ? older() : undefined;
      if (found === undefined) throw error;
      return found;
    });
    if (older() === undefined) return inTime;
    const patience = Math.max(0, flight.since + PATIENCE_MS - performance.now());
    return within(patience, inTime).catch((error: unknown) => {
      // What another instance may have changed since is shown for a database that fails, not for one that is slow.
      const found = error instanceof TooLate && invalidation.trusted() ? older() : undefined;
      if (found !== undefined) return found;
      return inTime;
    });
  };

  return {
    peek,
    async get(address, load) {
      const value = peek(address);
      if (value !== undefined) return { value, from: "memory", staleMs: 0 };
      const flight = flights.join(address.tag, address.key, () => fetch(address, load));
      return orOlder(address.key, flight);
    },
    get bytes() {
      return memory.bytes;
    },
  };
}

/** With the time until which it is fresh, by the wall clock that instances share well enough for seconds. */
function seal<Value>(value: Value, life: number, codec: Codec<Value>): Buffer {
  const freshUntil = Buffer.alloc(8);
  freshUntil.writeDoubleBE(Date.now() + life);
  return Buffer.concat([freshUntil, codec.encode(value)]);
}

function open<Value>(bytes: Buffer, codec: Codec<Value>): { value: Value; remaining: number } {
  return { value: codec.decode(bytes.subarray(8)), remaining: bytes.readDoubleBE(0) - Date.now() };
}

class TooLate extends Error {}

/** In so many turns, so that a program that was held up itself still reads what has arrived meanwhile. */
const TURNS = 4;

/** Rejects with `TooLate` when a promise takes longer. */
async function within<T>(milliseconds: number, promise: Promise<T>): Promise<T> {
  const settled = new AbortController();
  const giveUp = async () => {
    for (let turn = 0; turn < TURNS; turn += 1) {
      await wait(milliseconds / TURNS, undefined, { signal: settled.signal });
    }
    throw new TooLate();
  };
  const late = giveUp();
  try {
    return await Promise.race([promise, late]);
  } finally {
    settled.abort();
    late.catch(() => {});
  }
}
