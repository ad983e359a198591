import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { sample } from "../support/depth.ts";
import { type OpenedStream, openStream } from "../support/event-stream.ts";
import { missionInput, moderator, offerInput, type Person, person, withToken } from "../support/people.ts";
import { startRedis, type TestRedis } from "../support/redis.ts";
import { type Relay, startRelay } from "../support/relay.ts";
import { startTestServer, type TestServer } from "../support/server.ts";

/** How late each instance hears of what the others did. */
const LATE_MS = [0, 40, 160] as const;

let redis: TestRedis;
const relays: Relay[] = [];
const servers: TestServer[] = [];
let [client, paul, zoe, judge] = [{} as Person, {} as Person, {} as Person, {} as Person];
beforeAll(async () => {
  redis = await startRedis();
  for (const late of LATE_MS) {
    const relay = await startRelay({ host: "127.0.0.1", port: redis.port });
    relay.delay(late);
    relays.push(relay);
    const { port } = relay.through({});
    const environment = { REDIS_URL: `redis://127.0.0.1:${port}`, PUBLIC_URL: "http://swideal.example" };
    servers.push(await (servers[0]?.another(environment) ?? startTestServer(environment)));
  }
  const first = servers[0] as TestServer;
  [client, paul, zoe, judge] = await Promise.all([
    person(first, "Mairie de Bron"),
    person(first, "Paul Morin"),
    person(first, "Zoé Lacombe"),
    moderator(first),
  ]);
});
afterAll(async () => {
  for (const server of servers.toReversed()) await server.close();
  for (const relay of relays) await relay.stop();
  await redis?.stop();
});

const place = fc.nat({ max: LATE_MS.length - 1 });
const step = fc.record({
  what: fc.oneof(
    { weight: 5, arbitrary: fc.constant("bid" as const) },
    { weight: 3, arbitrary: fc.constant("move on" as const) },
    { weight: 2, arbitrary: fc.constantFrom("withdraw" as const, "extend" as const) },
    { weight: 1, arbitrary: fc.constantFrom("hide" as const, "show" as const) },
  ),
  at: place,
  who: fc.boolean(),
});
type Step = typeof step extends fc.Arbitrary<infer Of> ? Of : never;

/** Somebody who watches, now at one instance and now at another, and remembers what it was shown. */
class Browser {
  readonly seen: number[] = [];
  stream: OpenedStream | null = null;

  async moveOn(id: string, at: number): Promise<void> {
    this.leave();
    const known = this.seen.at(-1);
    const headers: Record<string, string> = known === undefined ? {} : { "last-event-id": `${known}` };
    this.stream = await openStream((servers[at] as TestServer).url, `/missions/${id}/events`, headers);
  }

  leave(): void {
    for (const event of this.stream?.events ?? []) if (event.id !== null) this.seen.push(Number(event.id));
    this.stream?.close();
    this.stream = null;
  }
}

/** One auction in which anything happens at once, at any instance. */
class Auction {
  readonly id: string;
  readonly browsers = [new Browser(), new Browser(), new Browser()];
  readonly #offers = new Map<Person, string>();
  #priceCents = 90_000_000;
  #days = 5;

  constructor(id: string) {
    this.id = id;
  }

  async carryOut({ what, at, who }: Step): Promise<number> {
    const by = (one: Person) => withToken(servers[at] as TestServer, one.token, { ...one, id: one.userId });
    const bidder = who ? paul : zoe;
    const offer = this.#offers.get(bidder);
    this.#priceCents = Math.floor(this.#priceCents * 0.97);
    if (what === "bid" && offer !== undefined)
      return (await by(bidder).patch(`/offers/${offer}`, { priceCents: this.#priceCents })).status;
    if (what === "bid") {
      const { status, body } = await by(bidder).post(
        `/missions/${this.id}/offers`,
        offerInput(this.#priceCents),
      );
      if (status === 201) this.#offers.set(bidder, body.id);
      return status;
    }
    if (what === "withdraw") {
      this.#offers.delete(bidder);
      return offer === undefined ? 200 : (await by(bidder).post(`/offers/${offer}/withdraw`)).status;
    }
    if (what === "extend") {
      this.#days += 1;
      const deadline = new Date(Date.now() + this.#days * 86_400_000).toISOString();
      return (await by(client).post(`/missions/${this.id}/extend`, { deadline })).status;
    }
    if (what === "hide" || what === "show") {
      const name = what === "hide" ? "hide" : "unhide";
      const reason = { reason: "Une raison que chacun peut lire." };
      return (await by(judge).post(`/admin/missions/${this.id}/${name}`, reason)).status;
    }
    await this.browsers[(at + (who ? 1 : 0)) % this.browsers.length]?.moveOn(this.id, at);
    return 200;
  }
}

const at = (what: Step["what"], place: number): Step => ({ what, at: place, who: true });
/** What chance may leave out for a while: each change as the last one, seen by who came before. */
const EACH: [Step[][]][] = [
  [[[at("bid", 0)], [at("move on", 2)], [at("extend", 0)]]],
  [[[at("bid", 2)], [at("move on", 1)], [at("withdraw", 2)]]],
];

test("whatever happens at three instances that hear of each other late, nobody is shown an older state after a newer one, and the last is what reading says", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.array(step, { minLength: 1, maxLength: 3 }), { minLength: 3, maxLength: 8 }),
      async (moments) => {
        const { body: mission } = await client.post("/missions", missionInput());
        const auction = new Auction(mission.id);
        for (const atOnce of moments) {
          const answers = await Promise.all(atOnce.map((one) => auction.carryOut(one)));
          // What is refused changes nothing: hidden, offered already, too little a step.
          for (const status of answers) expect(status).toBeLessThan(500);
        }
        await auction.carryOut({ what: "show", at: 0, who: true });
        const { body } = await (servers[0] as TestServer).api.get(`/missions/${mission.id}`);
        const { status, offerCount, bestOfferCents, deadline, extensionCount } = body;
        const [row] = await (servers[0] as TestServer).sql<{ sequence: string }>(
          "select sequence from mission_tallies where mission_id = $1",
          [mission.id],
        );
        for (const [at, browser] of auction.browsers.entries()) {
          // Whoever saw it hidden was sent away, and comes back.
          const last = async () => {
            if (browser.stream === null || browser.stream.ended) await browser.moveOn(mission.id, at);
            return Number(browser.stream?.events.at(-1)?.id ?? browser.seen.at(-1));
          };
          await expect.poll(last, { timeout: 20_000 }).toBe(Number(row?.sequence));
          // Who comes back with the newest number is told nothing.
          const told = browser.stream?.events.at(-1);
          if (told !== undefined)
            expect(told.data).toMatchObject({ status, offerCount, bestOfferCents, deadline, extensionCount });
          browser.leave();
          expect(browser.seen).toEqual(browser.seen.toSorted((a, b) => a - b));
        }
      },
    ),
    { numRuns: sample(5, 100), endOnFailure: true, examples: EACH },
  );
}, 600_000);
