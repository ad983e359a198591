import { beforeAll, describe, expect, test } from "vitest";
import { marketWorld } from "../../../../tests/support/market-world.ts";
import {
  missionInput,
  moderator,
  offerInput,
  type Person,
  person,
} from "../../../../tests/support/people.ts";
import { actFor, found } from "../organisations/testing/organisation-fixtures.ts";
import { forgetLate } from "./forget-dissolved.ts";

const market = marketWorld();
const { server, client, paul, zoe, stranger, judge, missionIn, award } = market;
beforeAll(async () => {
  for (const [who, details] of [
    [client, ELODIE],
    [paul, PAUL],
    [zoe, ZOE],
  ] as const) {
    const answer = await who.put("/me/contact", details);
    expect([answer.status, answer.body]).toEqual([200, details]);
  }
});

const ELODIE = {
  name: "Élodie & Cie <3",
  phone: "06.12.34.56.78",
  email: "elodie@exemple.fr",
  address: "3 bis, rue de l'Église\n69003 Lyon",
};
const PAUL = { name: "Paul Vasseur", phone: "+33 (0)4 72 00 00 00", email: null, address: null };
const ZOE = { name: "Zoé", phone: null, email: "zoe@exemple.fr", address: null };
const PLACE = "12 rue des Lilas, bâtiment B, 2e étage\nDigicode 4B17";
const yes = { shareContact: true };

/** A mission with an offer of each, both of which agree that the client gets their details. */
const auction = () => missionIn("published", {}, yes);
const contact = (who: Person, { id }: { id: string }) => who.get(`/missions/${id}/contact`);
const reason = { reason: "Le chantier d'à côté dure." };
const move = (who: Person, { id }: { id: string }, name: string, body?: unknown) =>
  market.move(who, id, name, body);

async function expectNobody(mission: { id: string }, ...except: Person[]) {
  for (const who of [client, paul, zoe, stranger, judge]) {
    if (except.includes(who)) continue;
    const { status, text } = await contact(who, mission);
    expect(status).toBe(404);
    expect(text).not.toMatch(/Vasseur|Lilas|elodie@|zoe@/);
  }
  expect((await server.api.get(`/missions/${mission.id}/contact`)).status).toBe(401);
}

describe("at the award", () => {
  test("each side gets what the other has given, as it was typed, and the number to dial", async () => {
    const mission = await auction();
    expect((await client.put(`/missions/${mission.id}/work-address`, { address: PLACE })).status).toBe(200);
    await expectNobody(mission);
    await award(mission.offers.paul, yes);
    const seen = await contact(paul, mission);
    expect(seen.headers.get("cache-control")).toBe("no-store");
    expect(seen.body).toEqual({
      party: { id: client.partyId, displayName: "Mairie de Vénissieux" },
      state: "shared",
      ...ELODIE,
      phoneUri: "tel:+33612345678",
      workAddress: PLACE,
      own: { shareContact: true, since: expect.any(String), hasDetails: true },
    });
    expect((await contact(client, mission)).body).toMatchObject({
      party: { id: paul.partyId, displayName: "Paul Ménard" },
      state: "shared",
      ...PAUL,
      phoneUri: "tel:+33472000000",
      workAddress: PLACE,
    });
    await expectNobody(mission, client, paul);
  });

  test("it lasts while the work does, through a dispute, and 90 days after the completion", async () => {
    const mission = await auction();
    await award(mission.offers.paul, yes);
    const both = async (status: number) => {
      for (const who of [client, paul]) expect((await contact(who, mission)).status).toBe(status);
      expect((await contact(zoe, mission)).status).toBe(404);
    };
    await move(paul, mission, "start");
    await both(200);
    await move(paul, mission, "deliver");
    await both(200);
    await move(client, mission, "dispute", reason);
    await both(200);
    const decision = { outcome: "completed", ...reason };
    expect((await judge.post(`/admin/missions/${mission.id}/resolve`, decision)).status).toBe(200);
    await both(200);
    const ended = (days: string) =>
      server.sql(`update missions set ended_at = now() - interval '${days}' where id = $1`, [mission.id]);
    await ended("89 days 23 hours");
    await both(200);
    await ended("90 days 1 second");
    await both(404);
  });

  test("what was declined is told no longer, and the next award tells the next provider", async () => {
    const mission = await auction();
    await award(mission.offers.paul, yes);
    await move(paul, mission, "decline", reason);
    await expectNobody(mission);
    await award(mission.offers.zoe, yes);
    expect((await contact(client, mission)).body).toMatchObject({ state: "shared", ...ZOE, phoneUri: null });
    expect((await contact(zoe, mission)).body).toMatchObject({ state: "shared", ...ELODIE });
    expect((await contact(paul, mission)).status).toBe(404);
  });

  test("an award whose seven days are over is told no longer, even before the timer has run", async () => {
    const mission = await auction();
    await award(mission.offers.paul, yes);
    await server.sql("update missions set due_at = now() - interval '1 s' where id = $1", [mission.id]);
    await expectNobody(mission);
  });

  test("cancelled: nobody any more", async () => {
    const mission = await auction();
    await award(mission.offers.paul, yes);
    await move(client, mission, "cancel", reason);
    await expectNobody(mission);
  });
});

describe("consent", () => {
  test("that a program did not give with its offer or award is none: nothing is told until it is given", async () => {
    const mission = await missionIn("published");
    await client.put(`/missions/${mission.id}/work-address`, { address: PLACE });
    expect((await client.post(`/offers/${mission.offers.paul}/award`)).status).toBe(200);
    for (const who of [client, paul]) {
      const { body, text } = await contact(who, mission);
      expect(body).toMatchObject({
        ...{ state: "not_shared", name: null, phone: null, phoneUri: null, email: null, address: null },
        own: { shareContact: false, since: null, hasDetails: true },
      });
      expect(text).not.toMatch(/Vasseur|elodie@/);
    }
    expect((await contact(paul, mission)).body.workAddress).toBeNull();
    const given = await client.put(`/missions/${mission.id}/contact-consent`, yes);
    expect(given.body).toEqual({ shareContact: true, since: expect.any(String) });
    expect((await contact(paul, mission)).body).toMatchObject({ ...ELODIE, workAddress: PLACE });
    expect((await contact(client, mission)).body.state).toBe("not_shared");
  });

  test("can be taken back, by a bidder before the award too, and keeps its time when it is given twice", async () => {
    const mission = await auction();
    const path = `/missions/${mission.id}/contact-consent`;
    const { body: first } = await paul.get(path);
    expect(first).toEqual({ shareContact: true, since: expect.any(String) });
    expect((await paul.put(path, yes)).body).toEqual(first);
    const taken = { shareContact: false, since: null };
    expect((await paul.put(path, { shareContact: false })).body).toEqual(taken);
    await award(mission.offers.paul, yes);
    expect((await contact(client, mission)).body).toMatchObject({ state: "not_shared", phone: null });
    await client.put(path, { shareContact: false });
    expect((await contact(paul, mission)).body).toMatchObject({ state: "not_shared", phone: null });
  });

  test("to one provider is none to the next", async () => {
    const mission = await auction();
    await award(mission.offers.paul, yes);
    await move(paul, mission, "decline", reason);
    await award(mission.offers.zoe, { shareContact: false });
    expect((await contact(zoe, mission)).body).toMatchObject({ state: "not_shared", email: null });
    expect((await contact(client, mission)).body).toMatchObject(ZOE);
  });

  test("of an offer that was withdrawn is asked anew when it comes back", async () => {
    const mission = await auction();
    await paul.post(`/offers/${mission.offers.paul}/withdraw`);
    expect((await paul.get(`/missions/${mission.id}/contact-consent`)).status).toBe(404);
    await paul.post(`/missions/${mission.id}/offers`, offerInput(80_000));
    await award(mission.offers.paul, yes);
    expect((await contact(client, mission)).body.state).toBe("not_shared");
  });

  test("with nothing filled in loses no award: it is told once it is there", async () => {
    const newcomer = await person(server, "Nadia");
    const { body: mission } = await newcomer.post("/missions", missionInput());
    const offer = await paul.post(`/missions/${mission.id}/offers`, offerInput(90_000, yes));
    expect((await newcomer.post(`/offers/${offer.body.id}/award`, yes)).status).toBe(200);
    expect((await contact(paul, mission)).body).toMatchObject({ state: "missing", name: null });
    expect((await contact(newcomer, mission)).body.own.hasDetails).toBe(false);
    await newcomer.put("/me/contact", { name: "Nadia", phone: "3949" });
    expect((await contact(paul, mission)).body).toMatchObject({ state: "shared", phoneUri: "tel:3949" });
    const forgotten = { name: null, phone: null, email: null, address: null };
    expect((await newcomer.put("/me/contact", forgotten)).body).toEqual(forgotten);
    expect((await contact(paul, mission)).body).toMatchObject({ state: "missing", phone: null });
    expect(await server.sql("select 1 from contact_details where party_id = $1", [newcomer.partyId])).toEqual(
      [],
    );
  });
});

test("a suspended party reads nothing, and whoever works with it can still reach it", async () => {
  const suspended = await person(server, "Suspendu");
  await suspended.put("/me/contact", { ...PAUL, name: "Suspendu" });
  const { body: mission } = await client.post("/missions", missionInput());
  const offer = await suspended.post(`/missions/${mission.id}/offers`, offerInput(90_000, yes));
  await award(offer.body.id, yes);
  const staff = await moderator(server);
  const reason = "Signalements répétés.";
  expect((await staff.patch(`/admin/users/${suspended.userId}`, { suspended: true, reason })).status).toBe(
    200,
  );
  expect((await contact(suspended, mission)).status).toBe(401);
  expect((await contact(client, mission)).body).toMatchObject({ name: "Suspendu" });
});

describe("details that cannot be used are refused, by their field", () => {
  test.each([
    [{ phone: "0612345678" }, "/name", "required"],
    [{ name: "Élodie" }, "/phone", "phone_or_email"],
    [{ name: "Élodie", phone: "à midi" }, "/phone", "invalid_phone"],
    [{ name: "Élodie", email: "elodie" }, "/email", "invalid_format"],
    [{ name: "É\u0000", phone: "3949" }, "/name", "invalid_characters"],
    [{ name: " ", phone: "3949" }, "/name", "too_short"],
    [{ name: "É", phone: "3949", address: "x".repeat(501) }, "/address", "too_long"],
  ])("%j", async (details, path, code) => {
    const { status, body } = await zoe.put("/me/contact", details);
    expect([status, body.errors[0].path, body.errors[0].code]).toEqual([400, path, code]);
    expect((await zoe.get("/me/contact")).body).toEqual(ZOE);
  });

  test("what was read can be written back", async () => {
    const { body } = await client.get("/me/contact");
    expect((await client.put("/me/contact", body)).body).toEqual(ELODIE);
  });
});

test("the place of work is its client's to give, until the mission has ended, and to take back at any time", async () => {
  const mission = await auction();
  const path = `/missions/${mission.id}/work-address`;
  expect((await client.get(path)).body).toEqual({ address: null });
  await client.put(path, { address: PLACE });
  expect((await client.get(path)).body).toEqual({ address: PLACE });
  expect((await paul.put(path, { address: "ailleurs" })).status).toBe(403);
  await move(client, mission, "cancel", reason);
  expect((await client.put(path, { address: "ailleurs" })).body.code).toBe("invalid_transition");
  expect((await client.put(path, { address: null })).body).toEqual({ address: null });
});

test("a draft that is deleted takes its place of work with it", async () => {
  const { body: draft } = await client.post("/missions", missionInput({ publish: false }));
  await client.put(`/missions/${draft.id}/work-address`, { address: PLACE });
  const answer = await server.api.request("DELETE", `/api/v1/missions/${draft.id}`, { token: client.token });
  expect(answer.status).toBe(204);
  expect(await server.sql("select 1 from work_addresses where mission_id = $1", [draft.id])).toEqual([]);
});

test("no answer but the exchange itself, no audit entry and no kept answer holds any of it", async () => {
  const mission = await auction();
  await client.put(`/missions/${mission.id}/work-address`, { address: PLACE });
  await award(mission.offers.paul, yes);
  const secrets = [ELODIE.phone, ELODIE.email, "rue de l'Église", PAUL.phone, "Vasseur", "Lilas", "4B17"];
  for (const path of [
    ...["", "/offers"].map((part) => `/missions/${mission.id}${part}`),
    ...["/missions?limit=100", "/me/missions?limit=100", "/me/offers?limit=100"],
  ]) {
    for (const who of [client, paul, zoe]) {
      const { text } = await who.get(path);
      for (const secret of secrets) expect([path, text.includes(secret)]).toEqual([path, false]);
    }
  }
  const kept = await server.sql(
    `select concat(e, d) as text from audit_entries e join audit_details d on d.entry_id = e.id
     union all select response from idempotency_keys`,
  );
  expect(JSON.stringify(kept)).toContain("contact.share");
  for (const secret of secrets) expect(JSON.stringify(kept)).not.toContain(secret);
});

describe("the details of an organisation that is dissolved", () => {
  const dissolve = async (owner: Person, party: string) => {
    const answer = await server.api.request("DELETE", `/api/v1/parties/${party}`, { token: owner.token });
    expect(answer.status).toBe(204);
    return (await server.sql("select name from contact_details where party_id = $1", [party])).length;
  };
  /** An organisation with details that completed a mission this many days ago, and that mission. */
  const worked = async (days: number) => {
    const owner = await person(server);
    const party = await found(owner);
    const act = actFor(party);
    await owner.put("/me/contact", ELODIE, act);
    const mission = (await owner.post("/missions", missionInput(), act)).body.id;
    const offer = (await paul.post(`/missions/${mission}/offers`, offerInput(90_000, yes))).body.id;
    await owner.post(`/offers/${offer}/award`, yes, act);
    for (const name of ["start", "deliver"]) await paul.post(`/missions/${mission}/${name}`);
    const done = await owner.post(`/missions/${mission}/complete`, undefined, act);
    expect(done.body.status).toBe("completed");
    await server.sql("update missions set ended_at = ended_at - make_interval(days => $2) where id = $1", [
      mission,
      days,
    ]);
    return { owner, party, id: mission as string };
  };

  test("go with it where nobody worked with it", async () => {
    const owner = await person(server);
    const party = await found(owner);
    await owner.put("/me/contact", ELODIE, actFor(party));
    expect(await dissolve(owner, party)).toBe(0);
    const audit = await server.sql(
      "select 1 from audit_entries where resource_id = $1 and action = 'contact.forget'",
      [party],
    );
    expect(audit).toHaveLength(1);
  });

  test("stay while whoever worked with it may read them, and go where that time is over", async () => {
    const recent = await worked(80);
    expect(await dissolve(recent.owner, recent.party)).toBe(1);
    expect((await contact(paul, recent)).body).toMatchObject({ state: "shared", name: ELODIE.name });
    const old = await worked(91);
    expect(await dissolve(old.owner, old.party)).toBe(0);

    const kept = () => server.sql("select 1 from contact_details where party_id = $1", [recent.party]);
    await forgetLate(server.resources.database);
    expect(await kept()).toHaveLength(1);
    await server.sql("update missions set ended_at = ended_at - interval '11 days' where id = $1", [
      recent.id,
    ]);
    await forgetLate(server.resources.database);
    expect(await kept()).toHaveLength(0);
  });
});
