import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { moderator, person } from "../../tests/support/people.ts";
import { startTestServer, type TestServer } from "../../tests/support/server.ts";
import { found } from "../server/features/organisations/testing/organisation-fixtures.ts";
import { commandLine, expectOneLine } from "./testing/command-line.ts";

let folder: string;
let server: TestServer;
const { swideal, killAll } = commandLine(() => folder);
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "swideal-privacy-erase-"));
  server = await startTestServer({}, { jobs: true });
});
afterAll(async () => {
  killAll();
  await server.close();
  await rm(folder, { recursive: true, force: true });
});

/** With the keys of the server that runs: it confirms what the command has begun. */
const run = (...args: string[]) => {
  const { host, port } = inject("postgres");
  const at = new URLSearchParams({ host, port: String(port) });
  const url = (user: string) => `postgres://${user}@localhost/${server.access.owner.database}?${at}`;
  const { authKeys, appKeys, auditKeys } = server.resources.secrets;
  return swideal(["privacy", ...args], {
    AUTH_KEYS: JSON.stringify({ keys: authKeys }),
    APP_KEYS: appKeys.join(","),
    AUDIT_KEY: auditKeys.join(","),
    DATABASE_URL: url("swideal_app"),
    DATABASE_ADMIN_URL: url("swideal_owner"),
  });
};

test("an operator erases somebody, once; the running server confirms the rest, and the look at what is held is noted", {
  timeout: 240_000,
}, async () => {
  const ada = await person(server, "Ada Lovelace");
  const done = await run("erase", "--email", ada.email.toUpperCase(), "--json");
  expect([done.errors, done.code]).toEqual(["", 0]);
  const { userId, erasureId } = JSON.parse(done.output);
  expect(userId).toBe(ada.userId);
  const confirmed = async () => (await server.api.get(`/erasures/${erasureId}`)).body.done;
  await expect.poll(confirmed, { timeout: 120_000 }).toBe(true);
  expect((await ada.get("/me")).status).toBe(401);

  const again = await run("erase", "--email", ada.email);
  expect(again.code).toBe(1);
  expectOneLine(again.errors);

  const held = await run("held", "--email", ada.email);
  expect(held.code).toBe(0);
  expect(JSON.stringify(JSON.parse(held.output))).toContain("Ada Lovelace");
  const looks = "select actor_name from audit_entries where action = 'privacy.look' and resource_id = $1";
  expect(await server.sql(looks, [ada.userId])).toEqual([{ actor_name: "swideal privacy held" }]);
});

test("what stands against it is named, and nothing is erased", { timeout: 120_000 }, async () => {
  const judge = await moderator(server);
  const id = await found(judge, { displayName: "Atelier Sans Suite" });
  const refused = await run("erase", "--email", judge.email);
  expect(refused.code).toBe(1);
  expect(refused.errors).toContain("Atelier Sans Suite");
  expect(refused.errors).toContain(id);
  expect((await judge.get("/me")).status).toBe(200);
});
