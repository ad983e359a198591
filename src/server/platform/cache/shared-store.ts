import { randomUUID } from "node:crypto";
import type { Redis } from "../redis.ts";

/** A value found in Redis, or the generation under which a loaded one is to be kept. */
export interface SharedRead {
  readonly generation: string;
  readonly bytes: Buffer | null;
}

/** Longer than any value lives, so that a generation that expires leaves nothing behind that it had made old. */
const GENERATION_SECONDS = 120;
export const LONGEST_VALUE_MS = 30_000;

/** No generation is there: nothing of the tag was changed for longer than any value lives. */
const FIRST_GENERATION = "0";

const READ = `
local generation = redis.call("GET", KEYS[1]) or "${FIRST_GENERATION}"
return { generation, redis.call("GET", KEYS[2] .. generation) }`;

/** What ioredis makes of `READ`: EVALSHA, and EVAL where the server does not know it yet. */
interface Reading {
  readCachedBuffer(generationKey: string, valueKeys: string): Promise<[Buffer, Buffer | null]>;
}

/**
 * Values that instances share, each under the generation of its tag. A generation is read before the
 * database is, and replaced once a change is committed: so a value loaded while it was changed stands
 * under a generation that nobody asks for again. Nothing is ever looked for or deleted by pattern.
 * Everything of a tag lies in one hash slot.
 */
export class SharedStore {
  readonly #redis: Redis & Reading;

  constructor(redis: Redis) {
    redis.defineCommand("readCached", { numberOfKeys: 2, lua: READ });
    this.#redis = redis as Redis & Reading;
  }

  async read(tag: string, key: string): Promise<SharedRead> {
    const slot = slotOf(tag);
    const [generation, bytes] = await this.#redis.readCachedBuffer(`${slot}generation`, `${slot}${key}|`);
    return { generation: generation.toString(), bytes };
  }

  /** `milliseconds` at most `LONGEST_VALUE_MS`. */
  async write(tag: string, key: string, generation: string, bytes: Buffer, milliseconds: number) {
    const life = Math.min(milliseconds, LONGEST_VALUE_MS);
    await this.#redis.set(`${slotOf(tag)}${key}|${generation}`, bytes, "PX", Math.max(1, Math.round(life)));
  }

  async beginGeneration(tag: string): Promise<void> {
    await this.#redis.set(`${slotOf(tag)}generation`, randomUUID(), "EX", GENERATION_SECONDS);
  }
}

const slotOf = (tag: string) => `swideal:cache:{${tag}}:`;
