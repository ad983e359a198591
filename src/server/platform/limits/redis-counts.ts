import { BATCHES, type Redis } from "../redis.ts";
import type { RedisCircuit } from "./redis-circuit.ts";
import type { Standing } from "./window-counts.ts";

const [COMMAND] = BATCHES;

/** For each key its points, which may be negative, and its window's seconds: the new count and the milliseconds left. */
const SCRIPT = `
local told = {}
for i, key in ipairs(KEYS) do
  local points, seconds = tonumber(ARGV[2 * i - 1]), tonumber(ARGV[2 * i])
  local used = redis.call('INCRBY', key, points)
  local left = redis.call('PTTL', key)
  if left < 0 and points < 0 then
    redis.call('DEL', key)
  elseif left < 0 then
    redis.call('EXPIRE', key, seconds)
    left = seconds * 1000
  end
  told[2 * i - 1], told[2 * i] = used, left
end
return told
`;

type CountCommand = (keys: number, ...values: (string | number)[]) => Promise<number[]>;

/** What is counted under one key in one turn. */
interface Asked {
  readonly key: string;
  readonly point: 1 | -1;
  readonly seconds: number;
  /** Each counts once, in their order. */
  readonly waiting: ((standing: Standing | null) => void)[];
}

/**
 * Counts in windows over all instances. What is counted in one turn of the event loop goes to Redis as one command,
 * what falls on one key as one number (docs/decisions). Every method resolves to null when
 * Redis does not answer.
 */
export class RedisCounts {
  readonly #redis: Redis;
  readonly #circuit: RedisCircuit;
  readonly #count: CountCommand;
  readonly #asked = new Map<string, Asked>();

  constructor(redis: Redis, circuit: RedisCircuit) {
    this.#redis = redis;
    this.#circuit = circuit;
    redis.defineCommand(COMMAND, { lua: SCRIPT });
    const commands = redis as unknown as Record<typeof COMMAND, CountCommand>;
    this.#count = (keys, ...values) => commands[COMMAND](keys, ...values);
  }

  add(key: string, point: 1 | -1, seconds: number): Promise<Standing | null> {
    if (this.#circuit.open) return Promise.resolve(null);
    return new Promise((resolve) => {
      if (this.#asked.size === 0) setImmediate(() => this.#send());
      const name = `${point}${key}`;
      const asked = this.#asked.get(name);
      if (asked === undefined) this.#asked.set(name, { key, point, seconds, waiting: [resolve] });
      else asked.waiting.push(resolve);
    });
  }

  set(key: string, used: number, seconds: number): Promise<unknown> {
    return this.#circuit.ask(() => this.#redis.set(key, used, "EX", seconds));
  }

  delete(key: string): Promise<unknown> {
    return this.#circuit.ask(() => this.#redis.del(key));
  }

  #send(): void {
    const asked = [...this.#asked.values()];
    this.#asked.clear();
    // In a cluster the keys lie on several nodes, and a command speaks to one.
    if (this.#redis.isCluster) for (const one of asked) void this.#ask([one]);
    else void this.#ask(asked);
  }

  async #ask(asked: readonly Asked[]): Promise<void> {
    const keys = asked.map(({ key }) => key);
    const values = asked.flatMap(({ point, seconds, waiting }) => [point * waiting.length, seconds]);
    const told = await this.#circuit.ask(() => this.#count(keys.length, ...keys, ...values));
    asked.forEach(({ point, waiting }, index) => {
      const [last, resetMs] = told?.slice(2 * index, 2 * index + 2) ?? [];
      for (const [place, resolve] of waiting.entries()) {
        const used = (last ?? 0) - point * (waiting.length - 1 - place);
        resolve(last === undefined || resetMs === undefined ? null : { used, resetMs });
      }
    });
  }
}
