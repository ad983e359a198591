import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { sample } from "../support/depth.ts";
import { missionInput, type Person, person, withToken } from "../support/people.ts";
import { startRedis, type TestRedis } from "../support/redis.ts";
import { startTestServer, type TestServer } from "../support/server.ts";

/** Each is read three times, and readers go on beside. */
const CHANGES = sample(80, 250);

let redis: TestRedis;
let instances: TestServer[];
let client: Person;
beforeAll(async () => {
  redis = await startRedis();
  const first = await startTestServer({ REDIS_URL: redis.url, PUBLIC_URL: "http://swideal.example" });
  instances = [first, await first.another(), await first.another()];
  client = await person(first);
});
afterAll(async () => {
  for (const instance of instances.toReversed()) await instance.close();
  await redis.stop();
});

const at = (index: number) => instances[index % instances.length] as TestServer;
/** The same person, asking another instance. */
const clientAt = (index: number) =>
  withToken(at(index), client.token, { id: client.userId, partyId: client.partyId, email: client.email });
const titleOf = (number: number) => `Refaire la toiture, version ${number}`;
const numberIn = (text: string) => Number(/version (\d+)/.exec(text)?.[1] ?? Number.NaN);

async function publish(changes: Record<string, unknown> = {}): Promise<string> {
  const { body } = await client.post("/missions", { ...missionInput(changes), publish: true });
  return body.id;
}

describe("several instances on one Redis", () => {
  test("never show a visitor what was before a change, whichever made it, in hundreds of changes and reads", async () => {
    const id = await publish({ title: titleOf(0) });
    const paths = [`/missions/${id}`, "/missions?sort=newest&limit=1", "/missions?q=toiture"];
    let changed = 0;
    let reading = true;
    const readAlways = async (index: number) => {
      for (let turn = index; reading; turn++) {
        const known = changed;
        const { text, status } = await at(turn).api.get(paths[turn % paths.length] as string);
        expect(status).toBe(200);
        expect(numberIn(text)).toBeGreaterThanOrEqual(known);
      }
    };
    const readers = [0, 1, 2].map(readAlways);
    for (let change = 1; change <= CHANGES; change++) {
      const { status } = await clientAt(change).patch(`/missions/${id}`, { title: titleOf(change) });
      expect(status).toBe(200);
      changed = change;
      for (const path of paths) {
        expect(numberIn((await at(change + 1).api.get(path)).text), path).toBe(change);
      }
    }
    reading = false;
    await Promise.all(readers);
  }, 900_000);

  test("show a withdrawn mission to nobody from the moment its client is told", async () => {
    const id = await publish({ title: "Poser un portail coulissant" });
    for (const index of [0, 1, 2]) {
      expect((await at(index).api.get(`/missions/${id}`)).status).toBe(200);
      expect((await at(index).api.get("/missions?q=portail")).body.items).toHaveLength(1);
    }
    expect((await client.post(`/missions/${id}/cancel`)).status).toBe(200);
    for (const index of [0, 1, 2]) {
      expect((await at(index).api.get(`/missions/${id}`)).status).toBe(404);
      expect((await at(index).api.get("/missions?q=portail")).body.items).toEqual([]);
    }
  });

  test("show a client's new name wherever the old one stood", async () => {
    const id = await publish({ title: "Tailler une haie de lauriers" });
    for (const index of [0, 1, 2]) await at(index).api.get(`/missions/${id}`);
    for (const name of ["Atelier du Rhône", "Atelier de la Saône"]) {
      expect((await client.patch("/me", { displayName: name })).status).toBe(200);
      for (const index of [0, 1, 2]) {
        expect((await at(index).api.get(`/missions/${id}`)).body.client.displayName).toBe(name);
        expect((await at(index).api.get("/missions?q=lauriers")).body.items[0].client.displayName).toBe(name);
      }
    }
  });

  test("load once each at the most what five hundred visitors miss at the same time", async () => {
    const VISITORS = 500;
    let missed = 0;
    const allMissed = Promise.withResolvers<void>();
    const loads = instances.map((instance) => {
      const { cache } = instance.resources;
      const get = cache.get.bind(cache);
      const counted = { count: 0 };
      vi.spyOn(cache, "get").mockImplementation((address, load) => {
        missed += 1;
        if (missed === VISITORS) allMissed.resolve();
        return get(address, async () => {
          counted.count += 1;
          // Nobody comes later than what is loaded is fresh, however busy the machine is.
          await allMissed.promise;
          return load();
        });
      });
      return counted;
    });
    const path = "/missions?sort=budget&limit=37";
    const visits = Array.from({ length: VISITORS }, (_, index) => at(index).api.get(path));
    const answers = await Promise.all(visits);
    vi.restoreAllMocks();
    expect(new Set(answers.map(({ text }) => text)).size).toBe(1);
    expect(answers.every(({ status }) => status === 200)).toBe(true);
    for (const { count } of loads) expect(count).toBeLessThanOrEqual(1);
    expect(loads.reduce((sum, { count }) => sum + count, 0)).toBeGreaterThan(0);
  });
});
