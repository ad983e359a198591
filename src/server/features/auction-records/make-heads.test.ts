import { expect, test } from "vitest";
import { marketWorld } from "../../../../tests/support/market-world.ts";
import { headsOf } from "./make-heads.ts";
import { readFacts } from "./record-facts.ts";
import { payloadOf } from "./record-head.ts";
import { listHeads, listLines } from "./record-queries.ts";

const market = marketWorld();
const { server, client, paul, zoe, bid, award, move, passDeadline } = market;
const REASON = { reason: "Le besoin a changé depuis hier." };

/** The heads that were signed while an auction went its way, and those that a load with its past would sign. */
async function lived(mission: string) {
  const { writer } = server.resources.database;
  const facts = await readFacts(writer, mission, "EUR");
  if (facts === null) throw new Error("no facts");
  const salts = new Map((await listLines(writer, mission)).map(({ key, salt }) => [key, salt]));
  const loaded = headsOf(facts, ({ key }) => salts.get(key) ?? Buffer.alloc(32));
  const asSigned = (bytes: Buffer) => JSON.parse(bytes.toString()) as { number: number };
  return {
    signed: (await listHeads(writer, mission)).map(({ signed }) => asSigned(payloadOf(signed))),
    loaded: loaded.map(({ bytes }) => asSigned(bytes)),
    whenMade: loaded.map(({ madeAt }) => madeAt),
    told: facts.moves,
  };
}

test("an auction that is loaded with its past has every head that it would have had, of the same bytes: over, awarded, declined, awarded again", async () => {
  const mission = await market.published({ auction: "open" });
  const asked = await paul.post(`/missions/${mission}/questions`, { text: "Y a-t-il un ascenseur ?" });
  await client.post(`/questions/${asked.body.id}/answer`, { text: "Oui.", asAddendum: true });
  const pauls = await bid(paul, mission, 300_000);
  const zoes = await bid(zoe, mission, 290_000);
  await paul.patch(`/offers/${pauls}`, { priceCents: 250_000 });
  await passDeadline(mission);
  expect((await award(pauls)).status).toBe(200);
  expect((await move(paul, mission, "decline", REASON)).status).toBe(200);
  expect((await award(zoes)).status).toBe(200);
  const { signed, loaded, whenMade, told } = await lived(mission);
  expect(signed.map(({ number }) => number)).toEqual([1, 2, 3, 4]);
  expect(loaded).toEqual(signed);
  expect(whenMade).toEqual(told.slice(1).map(({ at }) => at));
});

test("so has one that its award ended early, and a sealed one that was cancelled", async () => {
  const early = await market.published({ auction: "open" });
  expect((await award(await bid(paul, early))).status).toBe(200);
  const cancelled = await market.published({ auction: "sealed" });
  await bid(zoe, cancelled);
  expect((await move(client, cancelled, "cancel", REASON)).status).toBe(200);
  for (const mission of [early, cancelled]) {
    const { signed, loaded } = await lived(mission);
    expect(signed).toHaveLength(1);
    expect(loaded).toEqual(signed);
  }
});
