import { afterEach, describe, expect, test } from "vitest";
import { type OpenedStream, openStream } from "../../../../tests/support/event-stream.ts";
import { marketWorld } from "../../../../tests/support/market-world.ts";

const world = marketWorld();
const { client, paul, zoe, judge } = world;

const opened: OpenedStream[] = [];
afterEach(() => {
  for (const stream of opened.splice(0)) stream.close();
});
const watch = async (id: string, headers?: Record<string, string>) => {
  const stream = await openStream(world.server.url, `/missions/${id}/events`, headers);
  opened.push(stream);
  return stream;
};
const publicly = async (id: string) => (await world.server.api.get(`/missions/${id}`)).body;
const REASON = { reason: "Une raison que chacun peut lire." };

describe("an auction that is watched", () => {
  test("is shown whole at once, then with each change, named after what has changed, as its page would say it", async () => {
    const id = await world.published();
    const stream = await watch(id);
    const first = await stream.next();
    expect([stream.status, first.name, first.data]).toMatchObject([
      200,
      "status",
      { status: "published", offerCount: 0, bestOfferCents: null, extensionCount: 0, questionCount: 0 },
    ]);
    expect(stream.headers).toMatchObject({
      "content-type": "text/event-stream; charset=utf-8",
      "cache-control": "no-store",
      "x-accel-buffering": "no",
      "x-content-type-options": "nosniff",
      "cross-origin-resource-policy": "same-origin",
    });
    expect(stream.headers["content-encoding"]).toBeUndefined();
    expect(stream.bytes.startsWith("retry: 2000\n\n")).toBe(true);

    const offer = await world.bid(paul, id, 90_000);
    expect(await stream.next()).toMatchObject({
      name: "offer",
      data: { offerCount: 1, bestOfferCents: 90_000 },
    });
    await paul.patch(`/offers/${offer}`, { priceCents: 80_000 });
    expect(await stream.next()).toMatchObject({ name: "offer", data: { bestOfferCents: 80_000 } });
    const deadline = new Date(Date.now() + 9 * 86_400_000).toISOString();
    await world.move(client, id, "extend", { deadline });
    expect(await stream.next()).toMatchObject({
      name: "deadline",
      data: { deadline, bestOfferCents: 80_000 },
    });
    await world.award(offer);
    const awarded = await stream.next();
    expect(awarded).toMatchObject({ name: "status", data: { status: "awarded" } });

    const { status, offerCount, bestOfferCents, extensionCount } = await publicly(id);
    expect(awarded.data).toMatchObject({ status, offerCount, bestOfferCents, extensionCount });
    const ids = stream.events.map((event) => Number(event.id));
    expect(ids).toEqual([...new Set(ids)].sort((a, b) => a - b));
    for (const event of stream.events) expect(event.id).toBe(String(event.data.sequence));
  });

  test("is timed by the database's clock, read once somebody has come", async () => {
    const id = await world.published();
    const clock = async () =>
      Number(
        (
          await world.server.sql<{ ms: string }>("select extract(epoch from clock_timestamp()) * 1000 as ms")
        )[0]?.ms,
      );
    const before = await clock();
    const { data } = await (await watch(id)).next();
    expect(data.now).toBeGreaterThanOrEqual(Math.floor(before));
    expect(data.now).toBeLessThanOrEqual(await clock());
  });

  test("says nothing again to who knows the present number; anything else gets the state", async () => {
    const id = await world.published();
    const known = (await (await watch(id)).next()).id as string;
    const back = await watch(id, { "last-event-id": known });
    // Whoever comes after it has been shown the state: by then it would have been too.
    await (await watch(id)).next();
    expect(back.events).toEqual([]);
    await world.bid(paul, id, 70_000);
    expect(await back.next()).toMatchObject({ data: { offerCount: 1 } });
    expect(back.bytes).not.toContain(`id: ${known}\n`);
    for (const malformed of ["", "-1", "999999999999", "1; drop", "é".repeat(50)]) {
      const stream = await watch(id, { "last-event-id": Buffer.from(malformed).toString("latin1") });
      expect(await stream.next(), malformed).toMatchObject({ name: "status", data: { offerCount: 1 } });
    }
  });

  test("ends with its last state once it is over, and by 204 for who comes back with its number", async () => {
    const { id } = await world.missionIn("awarded");
    const stream = await watch(id);
    await stream.next();
    await world.move(paul, id, "start");
    const last = await stream.next();
    expect(last).toMatchObject({ name: "status", data: { status: "in_progress" } });
    expect((await stream.whole()).endsWith("\n\n")).toBe(true);
    expect((await watch(id, { "last-event-id": last.id as string })).status).toBe(204);
    const late = await watch(id);
    expect(await late.next()).toMatchObject({ name: "status", data: { status: "in_progress" }, id: last.id });
    await late.whole();
  });

  test("a dispute shows as the work that it is about, and moves no number", async () => {
    const { id } = await world.missionIn("in_progress");
    const last = (await (await watch(id)).next()).id as string;
    await world.move(client, id, "dispute", REASON);
    expect((await watch(id, { "last-event-id": last })).status).toBe(204);
    expect(await (await watch(id)).next()).toMatchObject({ id: last, data: { status: "in_progress" } });
  });

  test.each(["hide", "cancel"])(
    "that is gone (%s) says so without a reason, ends, and is then unknown",
    async (how) => {
      const id = await world.published();
      const [one, other] = [await watch(id), await watch(id)];
      for (const stream of [one, other]) await stream.next();
      if (how === "hide") await judge.post(`/admin/missions/${id}/hide`, REASON);
      else await world.move(client, id, "cancel");
      for (const stream of [one, other]) {
        expect(await stream.whole()).toMatch(/event: gone\ndata: \{\}\n\n$/);
      }
      expect((await watch(id)).status).toBe(404);
      expect((await watch(id, { authorization: `Bearer ${client.token}` })).status).toBe(404);
    },
  );

  test("was never visible: 404, to its owner as well, for whom there is nothing live in it", async () => {
    const draft = await world.published({ publish: false });
    expect((await watch(draft)).status).toBe(404);
    expect((await watch(draft, { authorization: `Bearer ${client.token}` })).status).toBe(404);
    expect((await watch("00000000-0000-7000-8000-000000000000")).status).toBe(404);
  });

  test("asked for by HEAD holds no stream", async () => {
    const id = await world.published();
    const answer = await world.server.api.request("HEAD", `/api/v1/missions/${id}/events`);
    expect([answer.status, answer.headers.get("content-type"), answer.text]).toEqual([
      200,
      "text/event-stream; charset=utf-8",
      "",
    ]);
  });

  test("in a storm of bids tells at most four times a second, and last what the row says", async () => {
    const id = await world.published();
    const stream = await watch(id);
    await stream.next();
    const paulOffer = await world.bid(paul, id, 1_000_000);
    const zoeOffer = await world.bid(zoe, id, 999_000);
    const begun = performance.now();
    for (let n = 0; n < 40; n += 1) {
      await paul.patch(`/offers/${paulOffer}`, { priceCents: Math.floor(980_000 * 0.97 ** n) });
      await zoe.patch(`/offers/${zoeOffer}`, { priceCents: Math.floor(980_000 * 0.97 ** n) - 100 });
    }
    const { bestOfferCents } = await publicly(id);
    await stream.next(({ data }) => data.bestOfferCents === bestOfferCents);
    const seconds = (performance.now() - begun) / 1_000;
    expect(stream.events.length - 1).toBeLessThanOrEqual(Math.ceil(seconds * 4) + 1);
  });
});
