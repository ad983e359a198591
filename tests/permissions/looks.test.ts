import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { moderator, type Person, person } from "../support/people.ts";
import { startTestServer, type TestServer } from "../support/server.ts";

let server: TestServer;
let maud: Person;
let someone: Person;
beforeAll(async () => {
  server = await startTestServer();
  maud = await moderator(server);
  someone = await person(server);
});
afterAll(() => server.close());
beforeEach(() => server.sql("delete from audit_details"));

const looks = () =>
  server.sql<{ action: string; actor: string; resource: string | null; changes: unknown }>(
    `select e.action, e.actor_id as actor, e.resource_id as resource, d.changes
     from audit_entries e join audit_details d on d.entry_at = e.at and d.entry_id = e.id
     where e.action like '%.look' order by e.at`,
  );

test("a list of accounts that a moderator was answered stands in the log, with whose they are", async () => {
  const { body } = await maud.get("/admin/users");
  const ids = body.items.map(({ id }: { id: string }) => id);
  expect(ids).toContain(someone.userId);
  expect(await looks()).toEqual([
    { action: "user.look", actor: maud.userId, resource: null, changes: { shown: ids } },
  ]);
});

test("HEAD tells nothing and leaves no entry", async () => {
  expect((await server.api.request("HEAD", "/api/v1/admin/users", { token: maud.token })).status).toBe(200);
  expect(await looks()).toEqual([]);
});

test("a draft that a moderator reads is a look at it; its client's own reading is none", async () => {
  const draft = { title: "Réparer le portail", description: "Le portail grince depuis un mois." };
  const { body: mission } = await someone.post("/missions", draft);
  await someone.get(`/missions/${mission.id}`);
  expect(await looks()).toEqual([]);
  expect((await maud.get(`/missions/${mission.id}`)).status).toBe(200);
  expect(await looks()).toMatchObject([{ action: "mission.look", actor: maud.userId, resource: mission.id }]);
});

test("an organisation that a moderator does not belong to is looked at, with its members", async () => {
  const { body: party } = await someone.post("/parties", { kind: "association", displayName: "Les Jardins" });
  await someone.get(`/parties/${party.id}`);
  await someone.get(`/parties/${party.id}/members`);
  expect(await looks()).toEqual([]);
  await maud.get(`/parties/${party.id}`);
  await maud.get(`/parties/${party.id}/members`);
  expect(await looks()).toMatchObject([
    { action: "party.look", resource: party.id },
    { action: "party.look", resource: party.id, changes: { shown: [someone.userId] } },
  ]);
});

test("without its entry nothing is answered", async () => {
  await server.sql(
    "alter table audit_entries add constraint no_looks check (action not like '%.look') not valid",
  );
  try {
    const headers = { authorization: `Bearer ${maud.token}` };
    const answer = await fetch(`${server.url}/api/v1/admin/users`, { headers });
    expect(answer.status).toBe(500);
    expect(await answer.text()).not.toContain(someone.email);
  } finally {
    await server.sql("alter table audit_entries drop constraint no_looks");
  }
});
