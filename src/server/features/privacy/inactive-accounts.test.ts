import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { emitOf } from "../../../../tests/support/emit.ts";
import { moderator, PASSWORD, type Person, person } from "../../../../tests/support/people.ts";
import { startTestServer, type TestServer } from "../../../../tests/support/server.ts";
import { manifests } from "../../manifests.ts";
import { createSealing } from "../../platform/sealing.ts";
import { deriveKeys } from "../../platform/secrets.ts";
import { createWarnUnused } from "../accounts/account-jobs.ts";
import { found } from "../organisations/testing/organisation-fixtures.ts";
import { endInactive } from "./inactive-accounts.ts";

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer({ EMAIL_VERIFICATION: "off" }, { jobs: true });
});
afterAll(() => server.close());

function run() {
  const { database, jobs, log, secrets } = server.resources;
  const sealing = createSealing(deriveKeys(secrets.appKeys, "sealing"));
  return endInactive({
    database,
    log,
    sealing,
    manifests,
    emit: emitOf(server),
    warnUnused: createWarnUnused(jobs),
  });
}

/** Nobody has signed in for so long; warnings are as old as the days that passed. */
async function pass({ userId }: Person, days: number): Promise<void> {
  await server.sql("update users set last_seen_on = last_seen_on - $2::integer where id = $1", [
    userId,
    days,
  ]);
  await server.sql(
    "update inactivity_warnings set warned_at = warned_at - make_interval(days => $2) where user_id = $1",
    [userId, days],
  );
}

async function mailsTo(address: string): Promise<string[]> {
  const folder = join(server.dataDir, "mails");
  const names = await readdir(folder).catch(() => []);
  const mails = await Promise.all(names.map((name) => readFile(join(folder, name), "utf8")));
  return mails.filter((mail) => mail.includes(`To: ${address}`));
}
const mailed = (who: Person, count: number) =>
  expect.poll(async () => (await mailsTo(who.email)).length, { timeout: 30_000 }).toBe(count);

test("who has not signed in for two years is told twice, 30 and 7 days before, and is then erased", async () => {
  const ada = await person(server, "Ada Lovelace");
  await pass(ada, 699);
  expect(await run()).toEqual({ warned: 0, erased: 0, kept: 0 });
  await pass(ada, 3);
  expect(await run()).toEqual({ warned: 1, erased: 0, kept: 0 });
  await mailed(ada, 1);
  expect(await run()).toEqual({ warned: 0, erased: 0, kept: 0 });
  await pass(ada, 24);
  expect(await run()).toEqual({ warned: 1, erased: 0, kept: 0 });
  await mailed(ada, 2);
  await pass(ada, 6);
  expect(await run()).toEqual({ warned: 0, erased: 0, kept: 0 });
  await pass(ada, 2);
  expect(await run()).toEqual({ warned: 0, erased: 1, kept: 0 });
  expect((await server.api.post("/auth/login", { email: ada.email, password: PASSWORD })).status).toBe(401);
});

test("who was away for years when this began is told twice as well, 23 days apart, and has a week after the second", async () => {
  const ada = await person(server);
  await pass(ada, 2_000);
  expect(await run()).toEqual({ warned: 1, erased: 0, kept: 0 });
  await pass(ada, 22);
  expect(await run()).toEqual({ warned: 0, erased: 0, kept: 0 });
  await pass(ada, 1);
  expect(await run()).toEqual({ warned: 1, erased: 0, kept: 0 });
  await pass(ada, 7);
  expect(await run()).toEqual({ warned: 0, erased: 1, kept: 0 });
});

test("who signs in keeps the account, and is told anew years later", async () => {
  const ada = await person(server);
  await pass(ada, 705);
  expect(await run()).toEqual({ warned: 1, erased: 0, kept: 0 });
  expect((await server.api.post("/auth/login", { email: ada.email, password: PASSWORD })).status).toBe(200);
  await pass(ada, 1);
  expect(await run()).toEqual({ warned: 0, erased: 0, kept: 0 });
  expect(await server.sql("select 1 from inactivity_warnings where user_id = $1", [ada.userId])).toEqual([]);
  await pass(ada, 704);
  expect(await run()).toEqual({ warned: 1, erased: 0, kept: 0 });
});

test("who looks after the site is left alone, and what stands against an erasure keeps the account", async () => {
  const judge = await moderator(server);
  const ada = await person(server, "Ada Lovelace");
  await found(ada);
  for (const who of [judge, ada]) await pass(who, 3_000);
  expect(await run()).toEqual({ warned: 1, erased: 0, kept: 0 });
  await pass(ada, 23);
  expect(await run()).toEqual({ warned: 1, erased: 0, kept: 0 });
  await pass(ada, 8);
  expect(await run()).toEqual({ warned: 0, erased: 0, kept: 1 });
  expect((await ada.get("/me")).status).toBe(200);
});
