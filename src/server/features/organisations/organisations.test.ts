import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  missionInput,
  moderator,
  offerInput,
  type Person,
  person,
} from "../../../../tests/support/people.ts";
import { startTestServer, type TestServer } from "../../../../tests/support/server.ts";
import { actFor, addMember, found, member } from "./testing/organisation-fixtures.ts";

let server: TestServer;
let second: TestServer;
let staff: Person;
beforeAll(async () => {
  server = await startTestServer({ PUBLIC_URL: "http://localhost:3999" });
  second = await server.another();
  staff = await moderator(server);
});
afterAll(async () => {
  await second.close();
  await server.close();
});

const remove = (by: Person, path: string, at = server) =>
  at.api.request("DELETE", `/api/v1${path}`, { token: by.token });
const owners = async (party: string) =>
  (
    await server.sql<{ n: number }>(
      "select count(*)::int as n from memberships where party_id = $1 and role = 'owner'",
      [party],
    )
  )[0]?.n;
const suspend = (userId: string, changes: Record<string, unknown> = {}) =>
  staff.patch(`/admin/users/${userId}`, { suspended: true, reason: "Fraude répétée.", ...changes });

describe("the name of an organisation", () => {
  test("is as it was typed, on every card at the next reading, and no name of those who run the site", async () => {
    const owner = await person(server);
    const party = await found(owner);
    const mission = await owner.post("/missions", missionInput(), actFor(party));
    const renamed = await owner.patch(`/parties/${party}`, { displayName: "L'Œuvre d'Élodie & Cie <3" });
    expect([renamed.status, renamed.body.displayName]).toEqual([200, "L'Œuvre d'Élodie & Cie <3"]);
    const names = [
      (await server.api.get(`/missions/${mission.body.id}`)).body.client.displayName,
      (await second.api.get("/missions?sort=newest&limit=1")).body.items[0].client.displayName,
    ];
    expect(names).toEqual(["L'Œuvre d'Élodie & Cie <3", "L'Œuvre d'Élodie & Cie <3"]);
    for (const displayName of ["Modération", "\u200b", ""]) {
      expect((await owner.patch(`/parties/${party}`, { displayName })).status).toBe(400);
      expect((await owner.post("/parties", { kind: "company", displayName })).status).toBe(400);
    }
    // What was read can be written back; what cannot be changed is refused by name.
    expect((await owner.patch(`/parties/${party}`, renamed.body)).body).toEqual(renamed.body);
    const kind = await owner.patch(`/parties/${party}`, { kind: "public_body" });
    expect([kind.status, kind.body.errors[0].path]).toEqual([400, "/kind"]);
  });
});

test("a name is not padded without end: what is kept is as long as what was typed", async () => {
  const owner = await person(server);
  const name = (spaces: number) =>
    owner.post("/parties", { kind: "company", displayName: `${" ".repeat(spaces)}A` });
  expect((await name(200)).status).toBe(201);
  const refused = await name(60_000);
  expect([refused.status, refused.body.errors?.[0]?.code]).toEqual([400, "too_long"]);
});

describe("limits", () => {
  test("20 organisations a user, also when all are founded at once", async () => {
    const busy = await person(server);
    const found = await Promise.all(
      Array.from({ length: 24 }, (_, n) =>
        busy.post("/parties", { kind: "association", displayName: `Asso ${n}` }),
      ),
    );
    const statuses = found.map(({ status }) => status);
    expect(statuses.filter((status) => status === 201)).toHaveLength(20);
    expect(found.find(({ status }) => status !== 201)?.body.code).toBe("limit_reached");
  });

  test("20 organisations founded a day, those dissolved since among them", async () => {
    const busy = await person(server);
    for (let n = 0; n < 20; n++)
      expect((await remove(busy, `/parties/${await found(busy)}`)).status).toBe(204);
    const more = () => busy.post("/parties", { kind: "company", displayName: "Une de plus" });
    const refused = await more();
    expect([refused.status, refused.body.code]).toEqual([409, "limit_reached"]);
    expect(refused.body.errors[0].code).toBe("too_many_founded_today");
    await server.sql(
      `update parties set created_at = created_at - interval '1 day'
       where id in (select party_id from organisations where founded_by = $1)`,
      [busy.userId],
    );
    expect((await more()).status).toBe(201);
  });
});

describe("the last owner", () => {
  test("does not leave, and does not give its role up: the answer names the ways out", async () => {
    const owner = await person(server);
    const party = await found(owner);
    const junior = await member(server, party);
    for (const answer of [
      await remove(owner, `/parties/${party}/members/${owner.userId}`),
      await owner.patch(`/parties/${party}/members/${owner.userId}`, { role: "member" }),
    ]) {
      expect([answer.status, answer.body.code]).toEqual([409, "last_owner"]);
      expect(answer.body.detail).toMatch(/autre propriétaire.*dissolvez.*modération/);
    }
    // Another owner, and it may go.
    expect((await owner.patch(`/parties/${party}/members/${junior.userId}`, { role: "owner" })).status).toBe(
      200,
    );
    // An id in capitals is the same one.
    const self = `/parties/${party}/members/${owner.userId.toUpperCase()}`;
    expect((await remove(owner, self)).status).toBe(204);
    expect((await owner.get(`/parties/${party}`)).status).toBe(404);
  });

  test("hands the organisation over, stays as a member, and a moderator names the next", async () => {
    const owner = await person(server);
    const party = await found(owner);
    const manager = await member(server, party, "manager");
    const handed = await owner.post(`/parties/${party}/handover`);
    expect([handed.body.status, handed.body.role]).toEqual(["in_custody", "member"]);
    const inCare = (await staff.get("/admin/parties")).body.items;
    expect(inCare.map(({ id }: { id: string }) => id)).toContain(party);
    // Work goes on meanwhile, and whoever wants to may leave.
    expect((await manager.post("/missions", missionInput(), actFor(party))).status).toBe(201);
    expect((await remove(owner, `/parties/${party}/members/${owner.userId}`)).status).toBe(204);
    expect(
      (await staff.patch(`/parties/${party}/members/${manager.userId}`, { role: "member" })).status,
    ).toBe(403);
    expect((await staff.patch(`/parties/${party}/members/${manager.userId}`, { role: "owner" })).status).toBe(
      200,
    );
    expect((await manager.get(`/parties/${party}`)).body).toMatchObject({ status: "active", role: "owner" });
    expect((await remove(staff, `/parties/${party}`)).status).toBe(403);
  });

  test("is not suspended unless the moderators take its organisations into their care, in the same request", async () => {
    const owner = await person(server);
    const [alone, shared] = [await found(owner), await found(owner, { displayName: "À deux" })];
    const other = await member(server, shared, "owner");
    const refused = await suspend(owner.userId);
    expect([refused.status, refused.body.code]).toEqual([409, "last_owner"]);
    expect(refused.body.errors.map(({ path }: { path: string }) => path)).toEqual([`/parties/${alone}`]);
    expect((await owner.get("/me")).status, "nothing has happened").toBe(200);
    expect((await suspend(owner.userId, { handOverParties: true })).status).toBe(200);
    expect((await staff.get(`/parties/${alone}`)).body.status).toBe("in_custody");
    expect((await other.get(`/parties/${shared}`)).body.status).toBe("active");
    // A suspended owner is none: the other one cannot leave now.
    const left = await remove(other, `/parties/${shared}/members/${other.userId}`);
    expect([left.status, left.body.code]).toEqual([409, "last_owner"]);
    expect((await remove(staff, `/parties/${alone}`)).status).toBe(204);
  });

  test("who is reinstated while it still owns one takes it out of the moderators' care", async () => {
    const one = await person(server);
    const party = await found(one);
    const other = await member(server, party, "owner");
    expect((await suspend(other.userId)).status).toBe(200);
    expect((await one.post(`/parties/${party}/handover`)).body.status).toBe("in_custody");
    expect((await suspend(other.userId, { suspended: false })).status).toBe(200);
    expect((await staff.get(`/parties/${party}`)).body.status).toBe("active");
    expect((await remove(staff, `/parties/${party}`)).status, "no keeper any more").toBe(403);
  });

  test("two owners who remove each other at once: one owner stays", async () => {
    for (let round = 0; round < 5; round++) {
      const one = await person(server);
      const party = await found(one);
      const other = await member(server, party, "owner");
      const answers = await Promise.all([
        remove(one, `/parties/${party}/members/${other.userId}`),
        remove(other, `/parties/${party}/members/${one.userId}`, second),
      ]);
      expect(answers.filter(({ status }) => status === 204)).toHaveLength(1);
      expect(await owners(party)).toBe(1);
    }
  });

  test("two owners who leave at once, and one who leaves while the other is suspended: one owner stays", async () => {
    for (let round = 0; round < 5; round++) {
      const one = await person(server);
      const party = await found(one);
      const other = await member(server, party, "owner");
      const left = await Promise.all([
        remove(one, `/parties/${party}/members/${one.userId}`),
        remove(other, `/parties/${party}/members/${other.userId}`, second),
      ]);
      expect(left.map(({ status }) => status).sort()).toEqual([204, 409]);
      const [stays, gone] = left[0].status === 409 ? [one, other] : [other, one];
      await addMember(server, party, gone.userId, "owner");
      const answers = await Promise.all([
        suspend(stays.userId),
        remove(gone, `/parties/${party}/members/${gone.userId}`, second),
      ]);
      expect(answers.filter(({ status }) => status < 300)).toHaveLength(1);
    }
  });
});

describe("a dissolved organisation", () => {
  test("does not come back on the market when a moderator shows what was hidden", async () => {
    const owner = await person(server);
    const party = await found(owner);
    const mission = (await owner.post("/missions", missionInput(), actFor(party))).body.id;
    const judge = (name: string) =>
      staff.post(`/admin/missions/${mission}/${name}`, { reason: "À vérifier." });
    expect((await judge("hide")).status).toBe(200);
    expect((await remove(owner, `/parties/${party}`)).status).toBe(204);
    const shown = await judge("unhide");
    expect([shown.status, shown.body.code]).toEqual([409, "invalid_transition"]);
    expect((await server.api.get(`/missions/${mission}`)).status).toBe(404);
  });

  test("is not on the market either when what was hidden is shown at that very moment", async () => {
    for (let round = 0; round < 6; round++) {
      const owner = await person(server);
      const party = await found(owner);
      const mission = (await owner.post("/missions", missionInput(), actFor(party))).body.id;
      const reason = { reason: "À vérifier." };
      expect((await staff.post(`/admin/missions/${mission}/hide`, reason)).status).toBe(200);
      const [dissolved, shown] = await Promise.all([
        remove(owner, `/parties/${party}`),
        second.api.post(`/admin/missions/${mission}/unhide`, reason, { token: staff.token }),
      ]);
      expect(dissolved.status).toBe(204);
      const [left] = await server.sql("select status from missions where id = $1", [mission]);
      expect(left).toEqual({ status: shown.status === 200 ? "cancelled" : "hidden" });
    }
  });

  test("ends what it has on the market, tells bidders why, and is nobody's any more", async () => {
    const owner = await person(server);
    const party = await found(owner, { displayName: "Chantiers du Rhône" });
    const junior = await member(server, party);
    const bidder = await person(server);
    const act = actFor(party);
    const draft = (await owner.post("/missions", missionInput({ publish: false }), act)).body.id;
    const open = (await owner.post("/missions", missionInput(), act)).body.id;
    await bidder.post(`/missions/${open}/offers`, offerInput(300_000));
    const theirs = (await bidder.post("/missions", missionInput())).body.id;
    const offer = (await owner.post(`/missions/${theirs}/offers`, offerInput(300_000), act)).body.id;
    expect((await remove(junior, `/parties/${party}`)).status).toBe(403);
    expect((await remove(owner, `/parties/${party}`)).status).toBe(204);
    const states = await server.sql(
      "select id, status from missions where id = any($1) union all select id, status from offers where id = $2",
      [[draft, open], offer],
    );
    expect(new Map(states.map((row) => [row.id, row.status]))).toEqual(
      new Map([
        [draft, "cancelled"],
        [open, "cancelled"],
        [offer, "withdrawn"],
      ]),
    );
    expect((await bidder.get(`/missions/${open}`)).body.lastReason.text).toContain("dissoute");
    expect((await bidder.get(`/missions/${theirs}`)).body.offerCount).toBe(0);
    for (const one of [owner, junior]) {
      expect((await one.get(`/parties/${party}`)).status).toBe(404);
      expect((await one.get("/me/missions", act)).status).toBe(403);
    }
    expect((await staff.get(`/parties/${party}`)).body.status).toBe("dissolved");
    expect((await remove(staff, `/parties/${party}`)).status).toBe(403);
  });

  test("is none while work is under way, on either side; the answer says which", async () => {
    const [owner, other] = [await person(server), await person(server)];
    const party = await found(owner);
    for (const [client, provider, asClient, asProvider] of [
      [owner, other, actFor(party), {}],
      [other, owner, {}, actFor(party)],
    ] as const) {
      const mission = (await client.post("/missions", missionInput(), asClient)).body.id;
      const offer = (await provider.post(`/missions/${mission}/offers`, offerInput(300_000), asProvider)).body
        .id;
      expect((await client.post(`/offers/${offer}/award`, undefined, asClient)).status).toBe(200);
      const refused = await remove(owner, `/parties/${party}`);
      expect([refused.status, refused.body.code]).toEqual([409, "invalid_transition"]);
      expect(refused.body.errors).toMatchObject([{ path: `/missions/${mission}`, code: "work_under_way" }]);
      await client.post(`/missions/${mission}/cancel`, { reason: "Plus besoin." }, asClient);
    }
    expect((await remove(owner, `/parties/${party}`)).status).toBe(204);
  });

  test("leaves nothing behind of what is published at that very moment", async () => {
    for (let round = 0; round < 6; round++) {
      const owner = await person(server);
      const party = await found(owner);
      const manager = await member(server, party, "manager");
      const client = await person(server);
      const theirs = (await client.post("/missions", missionInput())).body.id;
      const [dissolved, ...others] = await Promise.all([
        remove(owner, `/parties/${party}`),
        manager.post("/missions", missionInput(), actFor(party)),
        second.api.post(`/missions/${theirs}/offers`, offerInput(300_000), {
          token: manager.token,
          ...actFor(party),
        }),
      ]);
      expect(dissolved.status).toBe(204);
      for (const { status } of others) expect([201, 403]).toContain(status);
      const [left] = await server.sql(
        `select (select count(*)::int from missions where client_party_id = $1 and status = 'published')
           + (select count(*)::int from offers where provider_party_id = $1 and status = 'submitted') as n`,
        [party],
      );
      expect(left).toEqual({ n: 0 });
    }
  });
});

test("an own party takes nobody else, and is neither dissolved nor handed over", async () => {
  const someone = await person(server);
  const own = `/parties/${someone.partyId}`;
  const answers = [
    await someone.post(`${own}/invitations`, { email: "a@exemple.fr" }),
    await remove(someone, own),
    await someone.post(`${own}/handover`),
    await remove(someone, `${own}/members/${someone.userId}`),
    await someone.patch(`${own}/members/${someone.userId}`, { role: "member" }),
  ];
  expect(answers.map(({ status }) => status)).toEqual([403, 403, 403, 403, 403]);
});

test("each change of an organisation is in the log of actions, without a name or an address", async () => {
  const owner = await person(server);
  const party = await found(owner, { displayName: "Nom à ne pas noter" });
  const junior = await member(server, party);
  await owner.patch(`/parties/${party}/members/${junior.userId}`, { role: "manager" });
  await owner.post(`/parties/${party}/invitations`, { email: "confidentiel@exemple.fr" });
  await remove(owner, `/parties/${party}/members/${junior.userId}`);
  await owner.post(`/parties/${party}/handover`);
  const rows = await server.sql<{ action: string; actor_party_id: string; changes: unknown }>(
    `select e.action, e.actor_party_id, d.changes from audit_entries e
     join audit_details d on (d.entry_at, d.entry_id) = (e.at, e.id)
     where e.resource_type = 'party' and e.resource_id = $1 order by e.at`,
    [party],
  );
  expect(rows.map(({ action }) => action)).toEqual([
    "party.create",
    "party.change_role",
    "party.invite",
    "party.remove_member",
    "party.hand_over",
  ]);
  expect(new Set(rows.slice(1).map((row) => row.actor_party_id))).toEqual(new Set([party]));
  expect(JSON.stringify(rows)).not.toMatch(/confidentiel|Nom à ne pas noter/);
});
