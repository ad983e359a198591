import { expect, test } from "vitest";
import { marketWorld } from "../../../../tests/support/market-world.ts";
import { PASSWORD, type Person } from "../../../../tests/support/people.ts";
import { auditKeysOf } from "../../platform/proof/keys.ts";
import { publicKeys } from "../record-keys/index.ts";
import { verifyRecord } from "./index.ts";
import type { AuctionRecord } from "./record-contract.ts";

const market = marketWorld();
const { server, client, paul, zoe, judge, bid, passDeadline } = market;

async function record(missionId: string): Promise<AuctionRecord> {
  const { status, body, text } = await judge.get(`/missions/${missionId}/record`);
  expect(status, text).toBe(200);
  return body;
}

async function verify(missionId: string) {
  const { database, secrets } = server.resources;
  const keys = await publicKeys(database.writer, auditKeysOf(secrets.auditKeys));
  return verifyRecord(database.writer, missionId, { currency: "EUR", keys });
}

const erase = async (who: Person) => {
  const erased = await server.api.request("DELETE", "/api/v1/me", {
    token: who.token,
    body: { password: PASSWORD },
  });
  expect(erased.status, erased.text).toBe(200);
};

test.each(["open", "sealed"] as const)(
  "once a bidder and then the client of an auction that was %s are erased, heads are as they were signed, words are gone, and all of it verifies",
  async (auction) => {
    const mission = await market.published({ auction });
    const asker = auction === "open" ? paul : zoe;
    const asked = await asker.post(`/missions/${mission}/questions`, { text: "Y a-t-il un ascenseur ?" });
    await client.post(`/questions/${asked.body.id}/answer`, { text: "Oui, au quatrième.", asAddendum: true });
    const [bidder, other] = auction === "open" ? [paul, zoe] : [zoe, judge];
    await bid(bidder, mission, 300_000, { message: "Mot de la première." });
    await bid(other, mission, 290_000, { message: "Mot de la seconde." });
    await passDeadline(mission);
    const before = await record(mission);
    expect(JSON.stringify(before)).toMatch(/Mot de la première/);

    await erase(bidder);
    const without = await record(mission);
    expect(without.heads.map(({ signed }) => signed)).toEqual(before.heads.map(({ signed }) => signed));
    expect(JSON.stringify(without)).not.toMatch(/Mot de la première|ascenseur/);
    expect(JSON.stringify(without)).toMatch(/Mot de la seconde/);
    expect(await verify(mission)).toMatchObject({ faults: [] });

    if (auction === "open") return;
    await erase(client);
    const after = await record(mission);
    // Its end is told by one head more.
    expect(after.heads.map(({ signed }) => signed).slice(0, -1)).toEqual(
      before.heads.map(({ signed }) => signed),
    );
    expect(JSON.stringify(after)).not.toMatch(/quatrième/);
    expect(await verify(mission)).toMatchObject({ faults: [] });
  },
);
