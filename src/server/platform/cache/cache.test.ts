import { setTimeout as wait } from "node:timers/promises";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { startRedis, type TestRedis } from "../../../../tests/support/redis.ts";
import { UNHURRIED } from "../../../../tests/support/server.ts";
import {
  createInvalidation,
  type Invalidation,
  type SharedInvalidation,
} from "../invalidation/invalidation.ts";
import { PATIENCE, type Patience } from "../patience.ts";
import { openRedis, type Redis } from "../redis.ts";
import { type Address, type Cache, createCache } from "./cache.ts";

interface Text {
  readonly text: string;
}
const codec = {
  encode: ({ text }: Text) => Buffer.from(text),
  decode: (bytes: Buffer) => ({ text: bytes.toString() }),
  sizeOf: ({ text }: Text) => Buffer.byteLength(text),
};
class Outage extends Error {}

const place = (name: string, tag = "lists", freshMs = 30_000): Address => ({
  tag,
  key: `${tag}/${name}`,
  freshMs,
});

/** A cache with the part that tells it, and others, what is old. */
interface Instance extends Cache<Text> {
  /** As a transaction does once it has committed. */
  drop(tags: readonly string[]): Promise<void>;
}

let redis: TestRedis;
let connections: Redis[];
let opened: Invalidation[];
beforeEach(async () => {
  redis = await startRedis();
  connections = [];
  opened = [];
});
afterEach(async () => {
  for (const invalidation of opened) invalidation.close();
  for (const connection of connections) connection.disconnect();
  await redis.stop();
});

async function connect(patience: Patience): Promise<Redis> {
  const connection = await openRedis(redis.url, () => {}, patience.redis);
  connections.push(connection);
  return connection;
}

function open(shared: SharedInvalidation | null, maxBytes = 1_000_000): Instance {
  const invalidation = createInvalidation(shared);
  opened.push(invalidation);
  const isOutage = (error: unknown) => error instanceof Outage;
  const cache = createCache<Text>({ codec, maxBytes, isOutage, invalidation, redis: shared?.redis ?? null });
  return Object.assign(cache, { drop: invalidation.tell });
}

const alone = (maxBytes?: number): Instance => open(null, maxBytes);

/**
 * As one of several processes; ready once its subscription is heard. One that a busy machine does not let run for half a
 * second has lost Redis, by the program's own limits: where that is not tried they are longer.
 */
async function instance(patience = UNHURRIED): Promise<Instance> {
  const [commands, subscriber] = [await connect(patience), await connect(patience)];
  const cache = open({ redis: commands, subscriber, lease: patience.lease });
  await until(async () => {
    await cache.get(place("probe", "probe"), async () => ({ text: "probe" }));
    return cache.peek(place("probe", "probe")) !== undefined;
  });
  return cache;
}

async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await holds())) await wait(10);
}

const text = (value: string) => async () => ({ text: value });

describe("a cache of one process", () => {
  it("keeps what is falsy like anything else, until it is no longer fresh", async () => {
    const cache = alone();
    const loads: string[] = [];
    const load = async () => {
      loads.push("load");
      return { text: "" };
    };
    for (let time = 0; time < 3; time += 1) {
      expect((await cache.get(place("empty"), load)).value.text).toBe("");
    }
    expect(loads).toHaveLength(1);
    const brief = place("brief", "lists", 1);
    await cache.get(brief, load);
    await until(() => cache.peek(brief) === undefined);
    await cache.get(brief, load);
    expect(loads).toHaveLength(3);
  });

  it("loads once for five hundred who ask together, and fails once for all of them", async () => {
    const cache = alone();
    let loads = 0;
    const load = async () => {
      loads += 1;
      await wait(20);
      return { text: "one" };
    };
    const answers = await Promise.all(Array.from({ length: 500 }, () => cache.get(place("x"), load)));
    expect(new Set(answers.map(({ value }) => value.text))).toEqual(new Set(["one"]));
    expect(loads).toBe(1);
    const failing = async () => {
      loads += 1;
      await wait(20);
      throw new Error("no");
    };
    const refusals = await Promise.allSettled(
      Array.from({ length: 500 }, () => cache.get(place("y"), failing)),
    );
    expect(refusals.every(({ status }) => status === "rejected")).toBe(true);
    expect(loads).toBe(2);
  });

  it("does not keep a value that was dropped while it was loaded, nor give it to who came after", async () => {
    const cache = alone();
    const slow = Promise.withResolvers<Text>();
    const early = cache.get(place("x"), () => slow.promise);
    await cache.drop(["lists"]);
    const late = cache.get(place("x"), text("new"));
    slow.resolve({ text: "old" });
    expect((await early).value.text).toBe("old");
    expect((await late).value.text).toBe("new");
    expect(cache.peek(place("x"))?.text).toBe("new");
  });

  it("drops a tag as a whole and leaves the others alone", async () => {
    const cache = alone();
    for (const name of ["a", "b"]) await cache.get(place(name), text(name));
    await cache.get(place("c", "mission:1"), text("c"));
    await cache.drop(["lists"]);
    expect(["a", "b"].map((name) => cache.peek(place(name)))).toEqual([undefined, undefined]);
    expect(cache.peek(place("c", "mission:1"))?.text).toBe("c");
  });

  it("stays within its bytes, whatever is asked for", async () => {
    const cache = alone(50_000);
    for (let index = 0; index < 1_000; index += 1) {
      await cache.get(place(String(index), `tag:${index}`), text("x".repeat(500)));
      expect(cache.bytes).toBeLessThanOrEqual(50_000);
    }
    await cache.get(place("huge"), text("x".repeat(60_000)));
    expect(cache.peek(place("huge"))).toBeUndefined();
    expect(cache.bytes).toBeGreaterThan(10_000);
  });

  it("shows what was there before while loading fails by an outage, and says so; not after a drop", async () => {
    const cache = alone();
    const brief = place("x", "lists", 1);
    await cache.get(brief, text("before"));
    await until(() => cache.peek(brief) === undefined);
    const away = async () => Promise.reject(new Outage());
    const shown = await cache.get(brief, away);
    expect(shown).toMatchObject({ value: { text: "before" }, from: "stale" });
    expect(shown.staleMs).toBeGreaterThan(0);
    await expect(cache.get(brief, async () => Promise.reject(new Error("a fault")))).rejects.toThrow(
      "a fault",
    );
    await cache.drop(["lists"]);
    await expect(cache.get(brief, away)).rejects.toThrow(Outage);
  });

  it("shows what was there before to those who would wait for a database that hangs", async () => {
    const cache = alone();
    const brief = place("x", "lists", 1);
    await cache.get(brief, text("before"));
    await until(() => cache.peek(brief) === undefined);
    const hanging = Promise.withResolvers<Text>();
    const shown = await cache.get(brief, () => hanging.promise);
    expect(shown).toMatchObject({ value: { text: "before" }, from: "stale" });
    hanging.resolve({ text: "now" });
    await cache.drop(["lists"]);
    expect((await cache.get(brief, text("now"))).value.text).toBe("now");
  });
});

describe("one load of a key until it ends", () => {
  /** Loads that end when told to, and how many ran at once. */
  function slowLoads() {
    const under: ((value: Text) => void)[] = [];
    const seen = { begun: 0, most: 0 };
    const load = () => {
      seen.begun += 1;
      const { promise, resolve } = Promise.withResolvers<Text>();
      under.push(resolve);
      seen.most = Math.max(seen.most, under.length);
      return promise;
    };
    const finish = (value: string) => (under.shift() as (value: Text) => void)({ text: value });
    return { load, finish, seen };
  }

  it("while what was there before is shown, for as long as the load takes", async () => {
    const cache = alone();
    const brief = place("x", "lists", 1);
    await cache.get(brief, text("before"));
    await until(() => cache.peek(brief) === undefined);
    const { load, finish, seen } = slowLoads();
    for (let round = 0; round < 3; round += 1) {
      const answers = await Promise.all(Array.from({ length: 10 }, () => cache.get(brief, load)));
      expect(new Set(answers.map(({ from }) => from))).toEqual(new Set(["stale"]));
    }
    expect(seen).toEqual({ begun: 1, most: 1 });
    finish("now");
    await until(async () => (await cache.get(place("x"), text("later"))).from !== "stale");
  });

  it("though the tag changes again and again; who comes after a change gets what is loaded after it", async () => {
    const cache = alone();
    const { load, finish, seen } = slowLoads();
    const early = cache.get(place("x"), load);
    const late: ReturnType<typeof cache.get>[] = [];
    for (let change = 0; change < 20; change += 1) {
      await cache.drop(["lists"]);
      late.push(cache.get(place("x"), load), cache.get(place("x"), load));
    }
    expect(seen).toEqual({ begun: 1, most: 1 });
    finish("old");
    expect((await early).value.text).toBe("old");
    await until(() => seen.begun === 2);
    finish("new");
    const answers = await Promise.all(late);
    expect(new Set(answers.map(({ value }) => value.text))).toEqual(new Set(["new"]));
    expect(seen).toEqual({ begun: 2, most: 1 });
    expect(cache.peek(place("x"))?.text).toBe("new");
    // Those that waited while the tag changed have ended as well.
    await cache.drop(["lists"]);
    expect((await cache.get(place("x"), text("newest"))).value.text).toBe("newest");
  });

  it("a load that fails is followed by another for those who came after a change, and fails them not", async () => {
    const cache = alone();
    const failing = Promise.withResolvers<Text>();
    const early = cache.get(place("x"), () => failing.promise);
    await cache.drop(["lists"]);
    const late = cache.get(place("x"), text("new"));
    failing.reject(new Error("no"));
    await expect(early).rejects.toThrow("no");
    expect((await late).value.text).toBe("new");
  });
});

describe("two instances on one Redis", () => {
  it("give each other what they loaded", async () => {
    const [one, other] = [await instance(), await instance()];
    for (let attempt = 0; ; attempt += 1) {
      const name = `x${attempt}`;
      await one.get(place(name), text("loaded by one"));
      // What was loaded goes to Redis while its answer is already on its way.
      await wait(attempt);
      const { value, from } = await other.get(place(name), text("loaded by the other"));
      if (from === "load") continue;
      expect({ value, from }).toEqual({ value: { text: "loaded by one" }, from: "redis" });
      return;
    }
  });

  it("never follow a change by what was before it, in a thousand changes made and read in turn", async () => {
    const instances = [await instance(), await instance()] as const;
    let record = 0;
    let committed = 0;
    const read = (cache: Cache<Text>) =>
      cache.get(place("x"), async () => {
        const seen = record;
        await wait(Math.random() * 3);
        return { text: String(seen) };
      });
    let reading = true;
    const readers = instances.map(async (cache) => {
      while (reading) {
        const atLeast = committed;
        expect(Number((await read(cache)).value.text)).toBeGreaterThanOrEqual(atLeast);
        await wait(0);
      }
    });
    for (let change = 1; change <= 1_000; change += 1) {
      const writer = instances[change % 2] as Instance;
      record = change;
      await writer.drop(["lists"]);
      committed = change;
      const other = instances[(change + 1) % 2] as Instance;
      expect(Number((await read(other)).value.text)).toBe(change);
    }
    reading = false;
    await Promise.all(readers);
  });

  it("do not keep a value that the other dropped while it was loaded", async () => {
    const [one, other] = [await instance(), await instance()];
    const slow = Promise.withResolvers<Text>();
    const started = Promise.withResolvers<void>();
    const early = one.get(place("x"), () => {
      started.resolve();
      return slow.promise;
    });
    await started.promise;
    await other.drop(["lists"]);
    slow.resolve({ text: "old" });
    await early;
    await wait(50);
    expect(one.peek(place("x"))).toBeUndefined();
    expect((await other.get(place("x"), text("new"))).value.text).toBe("new");
    expect((await one.get(place("x"), text("new"))).value.text).toBe("new");
  });

  it("survive a flush: nothing older comes back", async () => {
    const [one, other] = [await instance(), await instance()];
    await one.get(place("x"), text("old"));
    await connections[0]?.flushall();
    await other.drop(["lists"]);
    expect((await one.get(place("x"), text("new"))).value.text).toBe("new");
    expect((await other.get(place("x"), text("new"))).value.text).toBe("new");
  });
});

describe("without Redis, once it was there", () => {
  it.each(["killed", "frozen"])(
    "%s: no instance shows what it kept, each loads by itself, changes end",
    async (how) => {
      const [one, other] = [await instance(PATIENCE), await instance(PATIENCE)];
      for (const cache of [one, other]) await cache.get(place("x"), text("old"));
      if (how === "killed") await redis.kill();
      else redis.freeze();
      await one.drop(["lists"]);
      expect((await other.get(place("x"), text("new"))).value.text).toBe("new");
      expect((await one.get(place("x"), text("new"))).value.text).toBe("new");
      if (how === "frozen") redis.resume();
    },
  );

  it("what was missed meanwhile is not shown when it is back", async () => {
    const [one, other] = [await instance(PATIENCE), await instance(PATIENCE)];
    await other.get(place("x"), text("old"));
    await redis.kill();
    await one.drop(["lists"]);
    await redis.restart();
    await until(async () => {
      await other.get(place("probe", "probe"), text("probe"));
      return other.peek(place("probe", "probe")) !== undefined;
    });
    expect((await other.get(place("x"), text("new"))).value.text).toBe("new");
  });

  it("a change that one made while it was cut off reaches the others once it is back", async () => {
    const [one, other] = [await instance(PATIENCE), await instance(PATIENCE)];
    const ofOne = connections.slice(0, 2);
    await other.get(place("x"), text("old"));
    for (const connection of ofOne) connection.disconnect(true);
    await until(() => one.peek(place("probe", "probe")) === undefined);
    await one.drop(["lists"]);
    await until(async () => (await other.get(place("x"), text("new"))).value.text === "new");
    expect((await one.get(place("x"), text("new"))).value.text).toBe("new");
  });
});
