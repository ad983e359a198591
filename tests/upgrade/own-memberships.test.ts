import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";
import { down, up } from "../../migrations/0027_own_memberships.ts";
import { type Person, person } from "../support/people.ts";
import { startTestServer, type TestServer } from "../support/server.ts";
import { runMigration } from "./run-migration.ts";

let server: TestServer;
let owner: pg.Client;
let people: Person[];
beforeAll(async () => {
  server = await startTestServer();
  owner = new pg.Client(server.access.owner);
  await owner.connect();
  people = await Promise.all(["Paul", "Zoé"].map((name) => person(server, name)));
});
afterAll(async () => {
  await owner.end();
  await server.close();
});

const kindOf = async ({ partyId }: Person) =>
  (await server.sql("select kind from parties where id = $1", [partyId]))[0]?.kind;
const memberships = () => server.sql("select party_id, user_id, role from memberships order by user_id");

test("whoever had an account before acts for its own party, an organisation is an association, and readers need not wait", async () => {
  const [paul, zoe] = people as [Person, Person];
  const before = await memberships();
  await runMigration(owner, down);
  await server.sql("delete from memberships");
  await server.sql("update parties set kind = 'organisation' where id = $1", [zoe.partyId]);

  // Somebody reads for longer than an exchange waits at a time, as a backup does.
  const reader = new pg.Client(server.access.application);
  await reader.connect();
  await reader.query("begin; select from parties");
  const reading = sleep(1_200).then(() => reader.query("commit"));
  const migrating = runMigration(owner, up);
  expect((await server.api.get("/missions?limit=1")).status).toBe(200);
  await Promise.all([reading, migrating]);
  await reader.end();

  expect(await memberships()).toEqual(before);
  expect([await kindOf(paul), await kindOf(zoe)]).toEqual(["person", "association"]);
  expect((await paul.get("/me")).status).toBe(200);
  // What was broken off is begun again.
  await runMigration(owner, up);
  await expect(
    server.sql("update parties set kind = 'organisation' where id = $1", [paul.partyId]),
  ).rejects.toThrow("parties_kind_check");
});
