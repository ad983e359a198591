import { expect, test } from "vitest";
import { marketWorld } from "../../../../tests/support/market-world.ts";
import type { Person } from "../../../../tests/support/people.ts";
import { ERASED_NAME } from "../accounts/account.ts";
import { actFor, addMember, found } from "../organisations/testing/organisation-fixtures.ts";

const market = marketWorld();
const { server, client, paul, zoe, stranger, judge, missionIn, published, bid, move } = market;

const award = (who: Person, { id }: { id: string }, options?: Parameters<Person["get"]>[1]) =>
  who.get(`/missions/${id}/award`, options);
const audited = ({ id }: { id: string }) =>
  server.sql<{ actor: string; party: string; changes: { providerPartyId: string } }>(
    `select e.actor_id as actor, e.actor_party_id as party, d.changes from audit_entries e
     join audit_details d on d.entry_id = e.id
     where e.action = 'mission.read_award' and e.resource_id = $1 order by e.id`,
    [id],
  );

test("whoever made an offer learns on asking who has won, and that it was told stands in the log", async () => {
  const mission = await missionIn("awarded");
  const told = await award(zoe, mission);
  expect([told.status, told.headers.get("cache-control")]).toEqual([200, "no-store"]);
  expect(told.body).toEqual({
    provider: { id: paul.partyId, displayName: "Paul Ménard" },
    awardedAt: expect.stringMatching(/^\d{4}-.*Z$/),
  });
  expect((await award(paul, mission)).body).toEqual(told.body);
  expect((await award(client, mission)).body).toEqual(told.body);
  const entry = (who: Person) => ({
    actor: who.userId,
    party: who.partyId,
    changes: { providerPartyId: paul.partyId },
  });
  expect(await audited(mission)).toEqual([entry(zoe), entry(paul)]);
});

test("who withdrew its offer took part too, also once the work is done", async () => {
  const id = await published();
  const withdrawn = await bid(zoe, id, 120_000);
  const winner = await bid(paul, id, 110_000);
  expect((await zoe.post(`/offers/${withdrawn}/withdraw`)).status).toBe(200);
  await market.award(winner);
  for (const [who, name] of [
    [paul, "start"],
    [paul, "deliver"],
    [client, "complete"],
  ] as const) {
    await move(who, id, name);
    expect((await award(zoe, { id })).body.provider.id).toBe(paul.partyId);
  }
});

test("nobody else learns it: the same answer as for an unknown mission, a moderator and the signed-out too", async () => {
  const mission = await missionIn("in_progress");
  const unknown = { id: "01900000-0000-7000-8000-000000000000" };
  for (const who of [stranger, judge]) {
    for (const one of [mission, unknown]) {
      const { status, body, text } = await award(who, one);
      expect([status, body.code]).toEqual([404, "not_found"]);
      expect(text).not.toContain("Ménard");
    }
  }
  expect((await award(zoe, unknown)).status).toBe(404);
  expect((await server.api.get(`/missions/${mission.id}/award`)).status).toBe(401);
  expect(await audited(mission)).toEqual([]);
});

test("as long as no offer is accepted there is no winner, sealed or open, nor after one that declined", async () => {
  const sealed = await missionIn("closed", { auction: "sealed" });
  const open = await missionIn("published");
  const cancelled = await missionIn("cancelled");
  const declined = await missionIn("awarded");
  await move(paul, declined.id, "decline", { reason: "Mon planning a changé." });
  for (const mission of [sealed, open, cancelled, declined]) {
    for (const who of [client, paul, zoe]) {
      const { status, body } = await award(who, mission);
      expect([status, body.code]).toEqual([409, "invalid_transition"]);
    }
    expect(await audited(mission)).toEqual([]);
  }
  await market.award(declined.offers.zoe);
  expect((await award(paul, declined)).body.provider.displayName).toBe("Zoé Lacombe");
});

test("an organisation that bid asks by any of its members, and is itself shown as the winner", async () => {
  const party = await found(zoe, { displayName: "Atelier Lacombe & Filles" });
  const act = actFor(party);
  await addMember(server, party, stranger.userId);
  const id = await published();
  const offer = await zoe.post(
    `/missions/${id}/offers`,
    { priceCents: 90_000, durationDays: 3, message: "Prêtes lundi." },
    act,
  );
  await bid(paul, id, 95_000);
  await market.award(offer.body.id);
  const winner = { id: party, displayName: "Atelier Lacombe & Filles" };
  expect((await award(paul, { id })).body.provider).toEqual(winner);
  expect((await award(stranger, { id }, act)).body.provider).toEqual(winner);
  expect((await award(stranger, { id })).status).toBe(404);
  expect((await award(zoe, { id })).status).toBe(404);
});

test("a winner whose account was erased since is told as that, in the reader's language", async () => {
  const mission = await missionIn("awarded");
  await server.sql("update parties set display_name = $2 where id = $1", [paul.partyId, ERASED_NAME]);
  const nameIn = async (language: string) =>
    (await award(zoe, mission, { headers: { "accept-language": language } })).body.provider.displayName;
  expect(await nameIn("fr")).toBe("Compte supprimé");
  expect(await nameIn("en")).toBe("Deleted account");
  await server.sql("update parties set display_name = 'Paul Ménard' where id = $1", [paul.partyId]);
});
