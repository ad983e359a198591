import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  missionInput,
  moderator,
  offerInput,
  type Person,
  person,
} from "../../../../tests/support/people.ts";
import { startTestServer, type TestServer } from "../../../../tests/support/server.ts";
import { actFor, addMember, found, member } from "../organisations/testing/organisation-fixtures.ts";

let server: TestServer;
let second: TestServer;
beforeAll(async () => {
  server = await startTestServer({ PUBLIC_URL: "http://localhost:3999" });
  second = await server.another();
});
afterAll(async () => {
  await second.close();
  await server.close();
});

const bid = (by: Person, mission: string, party = by.partyId, at = server) =>
  at.api.post(`/missions/${mission}/offers`, offerInput(300_000), { token: by.token, ...actFor(party) });
const publish = async (by: Person, party = by.partyId) =>
  (await by.post("/missions", missionInput(), actFor(party))).body.id as string;

describe("who belongs to the client's organisation", () => {
  test("makes no offer on its mission, privately or for another party; the words are those for an own mission", async () => {
    const owner = await person(server);
    const client = await found(owner);
    const insider = await member(server, client);
    const firm = await found(insider, { displayName: "Volt & Fils" });
    const partner = await member(server, firm, "manager");
    const mission = await publish(owner, client);
    const own = await bid(owner, await publish(owner));
    const words = ({ status, body }: typeof own) => [status, body.code, body.detail];
    for (const answer of [
      await bid(owner, mission, client),
      await bid(owner, mission),
      await bid(insider, mission),
      await bid(insider, mission, firm),
      // Does not know the client at all, but shares a member with it.
      await bid(partner, mission, firm),
    ])
      expect(words(answer)).toEqual(words(own));
    expect(own.status).toBe(403);
    expect((await bid(partner, mission)).status, "for itself it may").toBe(201);
  });

  test("is judged under the mission's lock: whoever joins while the offer waits for it is found", async () => {
    const owner = await person(server);
    const client = await found(owner);
    const bidder = await person(server);
    const mission = await publish(owner, client);
    const hold = await server.resources.database.writer.connection().execute(async (connection) => {
      const { sql } = await import("kysely");
      await sql`begin`.execute(connection);
      await sql`select from missions where id = ${mission} for update`.execute(connection);
      const waiting = bid(bidder, mission);
      // The offer waits; somebody joins meanwhile.
      for (;;) {
        const [row] = await server.sql<{ n: number }>(
          "select count(*)::int as n from pg_locks where not granted",
        );
        if (row?.n !== 0) break;
      }
      await addMember(server, client, bidder.userId);
      await sql`commit`.execute(connection);
      return waiting;
    });
    expect(hold.status).toBe(403);
  });
});

test("two parties with a common member: the second offer is refused, also when both come at once", async () => {
  const client = await person(server);
  for (let round = 0; round < 6; round++) {
    const someone = await person(server);
    const firm = await found(someone);
    const partner = await member(server, firm, "manager");
    const mission = await publish(client);
    const answers = await Promise.all([
      bid(someone, mission),
      bid(partner, mission, firm, second),
      bid(partner, mission, partner.partyId),
    ]);
    // The two own parties share nobody: both may stand, where the firm's does not.
    const [own, firms, partners] = answers.map(({ status }) => status);
    if (firms === 201) expect([own, partners]).toEqual([409, 409]);
    else expect([own, firms, partners]).toEqual([201, 409, 201]);
    for (const { status, body } of answers) if (status !== 201) expect(body.code).toBe("related_offer");
  }
});

describe("who has left an organisation knows what could be read there", () => {
  const leave = (who: Person, party: string) =>
    server.api.request("DELETE", `/api/v1/parties/${party}/members/${who.userId}`, { token: who.token });

  test("and does not undercut its offer, alone or for whom it joins; the organisation bids on", async () => {
    const client = await person(server);
    const firm = await found(await person(server));
    const boss = await member(server, firm, "manager");
    const leaver = await member(server, firm);
    const other = await found(await person(server));
    const rival = await member(server, other, "manager");
    const mission = await publish(client);
    const offer = await bid(boss, mission, firm);
    expect(offer.status).toBe(201);
    expect((await leave(leaver, firm)).status).toBe(204);

    expect((await bid(leaver, mission)).body.code).toBe("related_offer");
    await addMember(server, other, leaver.userId);
    expect((await bid(rival, mission, other)).body.code).toBe("related_offer");
    const lower = await boss.patch(`/offers/${offer.body.id}`, { priceCents: 250_000 }, actFor(firm));
    expect(lower.status, "whom it left is not held back").toBe(200);
    // What came later than the leaving, the leaver does not know.
    const later = await publish(client);
    expect((await bid(boss, later, firm)).status).toBe(201);
    expect((await bid(leaver, later)).status).toBe(201);
  });

  test("nor does it bid on a mission of the client that it has left", async () => {
    const client = await found(await person(server));
    const buyer = await member(server, client, "manager");
    const leaver = await member(server, client);
    const mission = await publish(buyer, client);
    expect((await leave(leaver, client)).status).toBe(204);
    expect((await bid(leaver, mission)).status).toBe(403);
    expect((await bid(leaver, await publish(buyer, client))).status).toBe(201);
  });

  test("moderators find both offers, where the newer one was there before it came", async () => {
    const client = await person(server);
    const firm = await found(await person(server));
    const boss = await member(server, firm, "manager");
    const leaver = await member(server, firm);
    const other = await found(await person(server));
    const rival = await member(server, other, "manager");
    const mission = await publish(client);
    expect((await bid(boss, mission, firm)).status).toBe(201);
    expect((await bid(rival, mission, other)).status).toBe(201);
    const listed = async () => {
      const { body } = await (await moderator(server)).get("/admin/related-offers");
      return body.items.filter(({ id }: { id: string }) => id === mission);
    };
    await leave(leaver, firm);
    expect(await listed()).toEqual([]);
    await addMember(server, other, leaver.userId);
    const [pair] = await listed();
    expect(pair.parties.map(({ id }: { id: string }) => id).sort()).toEqual([firm, other].sort());
  });
});

/**
 * A model of who belongs where, moved at random: people join, leave, are promoted and bid, sometimes two at once. What
 * must hold whatever happens: no bid brings two related offers to life, and an organisation keeps an owner.
 */
describe("whatever people do", () => {
  const PEOPLE = 4;
  const FIRMS = 2;
  const who = fc.nat({ max: PEOPLE - 1 });
  const firm = fc.nat({ max: FIRMS - 1 });
  const act = fc.oneof(
    fc.record({ kind: fc.constant("bid" as const), who, firm: fc.option(firm, { nil: null }) }),
    fc.record({ kind: fc.constant("withdraw" as const), who, firm: fc.option(firm, { nil: null }) }),
    fc.record({ kind: fc.constant("join" as const), who, firm }),
    fc.record({ kind: fc.constant("leave" as const), who, firm }),
    fc.record({
      kind: fc.constant("role" as const),
      who,
      firm,
      other: who,
      role: fc.constantFrom("owner", "manager", "member"),
    }),
  );
  type Act = typeof act extends fc.Arbitrary<infer One> ? One : never;

  test("no two related offers come to life by one act, and there is always an owner", async () => {
    const client = await person(server);
    const people = await Promise.all(Array.from({ length: PEOPLE }, (_, n) => person(server, `Ada ${n}`)));
    const one = (n: number) => people[n] as Person;
    let price = 90_000_000;

    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(act, fc.option(act, { nil: null })), { minLength: 8, maxLength: 14 }),
        async (acts) => {
          const mission = await publish(client);
          const firms = await Promise.all(Array.from({ length: FIRMS }, (_, n) => found(one(n))));
          const partyOf = (n: number, m: number | null) =>
            m === null ? one(n).partyId : (firms[m] as string);
          const perform = async (what: Act): Promise<void> => {
            const me = one(what.who);
            const party = partyOf(what.who, what.firm);
            switch (what.kind) {
              case "bid":
                price -= 2_000_000;
                await me.post(`/missions/${mission}/offers`, offerInput(price), actFor(party));
                return;
              case "withdraw": {
                const { body } = await me.get("/me/offers", actFor(party));
                const offer = body.items?.find((o: { missionId: string }) => o.missionId === mission);
                if (offer) await me.post(`/offers/${offer.id}/withdraw`, undefined, actFor(party));
                return;
              }
              case "join":
                await server.sql(
                  "insert into memberships (party_id, user_id, role) values ($1, $2, 'manager') on conflict do nothing",
                  [party, me.userId],
                );
                return;
              case "leave":
                await server.api.request("DELETE", `/api/v1/parties/${party}/members/${me.userId}`, {
                  token: me.token,
                });
                return;
              case "role":
                await me.patch(`/parties/${party}/members/${one(what.other).userId}`, { role: what.role });
            }
          };
          price = 90_000_000;
          for (const [first, beside] of acts) {
            const before = await related(mission);
            await Promise.all([perform(first), ...(beside === null ? [] : [perform(beside)])]);
            const joins = [first, beside].some((what) => what?.kind === "join");
            const after = await related(mission);
            if (!joins)
              for (const pair of after) expect(before, JSON.stringify([first, beside])).toContain(pair);
            for (const id of firms) expect(await ownersOf(id)).toBeGreaterThan(0);
          }
          await server.sql("delete from memberships where party_id = any($1)", [firms]);
        },
      ),
      { numRuns: 6, endOnFailure: true },
    );
  }, 120_000);

  /** Pairs of parties with live offers that share a member, and those related to the client. */
  async function related(mission: string): Promise<string[]> {
    const rows = await server.sql<{ pair: string }>(
      `select a.provider_party_id || ' ' || b.provider_party_id as pair
       from offers a join offers b on b.mission_id = a.mission_id and b.provider_party_id > a.provider_party_id
       where a.mission_id = $1 and a.status = 'submitted' and b.status = 'submitted' and exists (
         select from memberships x join memberships y using (user_id)
         where x.party_id = a.provider_party_id and y.party_id = b.provider_party_id)`,
      [mission],
    );
    return rows.map(({ pair }) => pair);
  }
  async function ownersOf(id: string): Promise<number> {
    const [row] = await server.sql<{ n: number }>(
      "select count(*)::int as n from memberships where party_id = $1 and role = 'owner'",
      [id],
    );
    return row?.n ?? 0;
  }
});
