import { createHmac } from "node:crypto";
import { appendFile, mkdir, readFile, rmdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { emitOf } from "../../../../../tests/support/emit.ts";
import { missionInput, PASSWORD, type Person, person } from "../../../../../tests/support/people.ts";
import { startTestServer, type TestServer } from "../../../../../tests/support/server.ts";
import { manifests } from "../../../manifests.ts";
import { folderStore } from "../../../platform/objects/folder-store.ts";
import { createSealing } from "../../../platform/sealing.ts";
import { deriveKeys } from "../../../platform/secrets.ts";
import { createSinceList } from "../../../platform/since-list.ts";
import { addMember, found } from "../../organisations/testing/organisation-fixtures.ts";
import { type ErasureJobsDependencies, eraseAgain } from "./erasure-jobs.ts";
import { createErasureList } from "./erasure-list.ts";
import { confirmErasure } from "./erasure-steps.ts";

let server: TestServer;
beforeEach(async () => {
  server = await startTestServer({ EMAIL_VERIFICATION: "off" }, { jobs: true });
});
afterEach(() => server.close());

const list = () => join(server.dataDir, "erasures.jsonl");
function erasing(): ErasureJobsDependencies {
  const { database, jobs, log, mailer, secrets, auditKeys } = server.resources;
  return {
    ...{ database, jobs, log, mailer, manifests },
    emit: emitOf(server),
    sealing: createSealing(deriveKeys(secrets.appKeys, "sealing")),
    list: createErasureList(server.dataDir, auditKeys.mac),
    since: createSinceList([folderStore(server.dataDir)], auditKeys.mac),
    dataDir: server.dataDir,
    publicUrl: () => server.publicUrl,
  };
}

async function onTheList() {
  const { erased, foreign } = await createErasureList(server.dataDir, server.resources.auditKeys.mac).read();
  return { userIds: erased.map(({ userId }) => userId), foreign };
}

/** In how many days what is put aside of somebody goes. */
const heldDays = ({ userId }: Person) =>
  server.sql<{ hold: string; days: number }>(
    `select hold, round(extract(epoch from kept_until - clock_timestamp()) / 86400)::integer as days
     from legal_holds where user_id = $1 order by hold`,
    [userId],
  );

async function erase(who: Person): Promise<string> {
  const { body } = await server.api.request("DELETE", "/api/v1/me", {
    token: who.token,
    body: { password: PASSWORD },
  });
  const done = async () => (await server.api.get(`/erasures/${body.id}`)).body.done;
  await expect.poll(done, { timeout: 30_000 }).toBe(true);
  return body.id;
}

/** As if a backup of before the erasure had been put back. */
async function putBack({ userId, partyId, email }: Person): Promise<void> {
  await server.sql("delete from erasures where user_id = $1", [userId]);
  await server.sql("update parties set display_name = 'Ada Lovelace' where id = $1", [partyId]);
  await server.sql(
    "update users set email = $2, email_key = $2, erased_at = null, suspended_at = null where id = $1",
    [userId, email],
  );
}

const nameOf = async ({ partyId }: Person) =>
  (await server.sql<{ name: string }>("select display_name as name from parties where id = $1", [partyId]))[0]
    ?.name;

test("the list holds ids alone, a line each", async () => {
  const ada = await person(server, "Ada Lovelace");
  await erase(ada);
  const text = await readFile(list(), "utf8");
  expect(text.split("\n").filter((line) => line !== "")).toHaveLength(1);
  expect(text).toContain(ada.userId);
  expect(text).not.toMatch(/Ada|example/);
});

test("whom an older backup brings back is erased again, once, whatever stands against it", async () => {
  const ada = await person(server, "Ada Lovelace");
  await erase(ada);
  await putBack(ada);
  const id = (
    await server.sql<{ id: string }>(
      "insert into parties (kind, display_name) values ('company', 'Atelier') returning id",
    )
  )[0]?.id;
  await server.sql("insert into organisations (party_id, founded_by) values ($1, $2)", [id, ada.userId]);
  await server.sql("insert into memberships (party_id, user_id, role) values ($1, $2, 'owner')", [
    id,
    ada.userId,
  ]);
  expect(await eraseAgain(erasing())).toBe(1);
  expect(await nameOf(ada)).toBe("Compte supprimé · Deleted account");
  const organisation = "select custody_since is not null as held from organisations where party_id = $1";
  expect(await server.sql(organisation, [id])).toEqual([{ held: true }]);
  expect(await eraseAgain(erasing())).toBe(0);
  expect(await onTheList()).toEqual({ userIds: [ada.userId], foreign: 0 });
});

test("what the law wants kept of whom a backup brings back ends when it would have ended, and not at all anew once that is over", async () => {
  const ada = await person(server, "Ada Lovelace");
  await erase(ada);
  const first = await server.sql("select hold, kept_until from legal_holds order by hold");
  expect(first).toHaveLength(2);
  await server.sql("delete from legal_holds");
  await putBack(ada);
  expect(await eraseAgain(erasing())).toBe(1);
  expect(await server.sql("select hold, kept_until from legal_holds order by hold")).toEqual(first);
  expect((await onTheList()).userIds).toEqual([ada.userId]);

  const bob = await person(server, "Bob");
  const [twoYears, year] = [new Date(Date.now() + 730 * 86_400_000), new Date(Date.now() - 86_400_000)];
  await erasing().list.add({
    ...{ userId: bob.userId, partyId: bob.partyId, erasedAt: new Date("2023-11-30T10:00:00Z") },
    heldUntil: { identity: twoYears.toISOString(), connections: year.toISOString() },
  });
  expect(await eraseAgain(erasing())).toBe(1);
  expect(await heldDays(bob)).toEqual([{ hold: "identity", days: 730 }]);
});

test("a line of before, which says no end, is ours still: what is put aside counts from the day of the restore", async () => {
  const ada = await person(server, "Ada Lovelace");
  const [key] = server.resources.auditKeys.mac;
  const erasedAt = "2024-11-30T10:00:00.000Z";
  const mac = createHmac("sha256", key as Buffer)
    .update(`swideal erasure\n${ada.userId}\n${ada.partyId}\n${erasedAt}`)
    .digest("base64url");
  const said = { userId: ada.userId, partyId: ada.partyId, erasedAt };
  await writeFile(list(), `${JSON.stringify({ ...said, mac })}\n`);
  expect(await eraseAgain(erasing())).toBe(1);
  expect((await heldDays(ada)).map(({ hold, days }) => [hold, Math.round(days / 365)])).toEqual([
    ["connections", 1],
    ["identity", 5],
  ]);
});

test("whoever writes to the list without the key erases nobody", async () => {
  const [ada, bob] = [await person(server, "Ada Lovelace"), await person(server, "Bob")];
  await erase(ada);
  const [line = ""] = (await readFile(list(), "utf8")).split("\n").filter((one) => one !== "");
  // Nor lengthens what the law wants kept.
  const longer = line.replace(/"identity":"\d{4}/, '"identity":"2999');
  expect(longer).not.toBe(line);
  await appendFile(list(), `\n${line.replace(ada.userId, bob.userId)}\nnothing\n{"userId":1}\n${longer}\n`);
  expect(await onTheList()).toEqual({ userIds: [ada.userId], foreign: 4 });
  expect(await eraseAgain(erasing())).toBe(0);
  expect(await nameOf(bob)).toBe("Bob");
  // A line that a crash has cut does not spoil the next.
  await writeFile(list(), line.slice(0, 40));
  await erase(bob);
  expect(await onTheList()).toEqual({ userIds: [bob.userId], foreign: 1 });
});

test("a step that fails holds up no other, and is done again until it is confirmed", async () => {
  const ada = await person(server, "Ada Lovelace");
  // In the way of the file.
  await mkdir(list());
  const { body } = await server.api.request("DELETE", "/api/v1/me", {
    token: ada.token,
    body: { password: PASSWORD },
  });
  const open = async () =>
    (await server.api.get(`/erasures/${body.id}`)).body.steps
      .filter(({ confirmedAt }: { confirmedAt: string | null }) => confirmedAt === null)
      .map(({ step }: { step: string }) => step);
  await expect.poll(open, { timeout: 30_000 }).toEqual(["list"]);
  await rmdir(list());
  await expect.poll(open, { timeout: 60_000 }).toEqual([]);
});

test("a suspended owner of an organisation that another owns as well leaves it to that one", async () => {
  const [ada, bob] = [await person(server, "Ada Lovelace"), await person(server, "Bob")];
  await erase(ada);
  await putBack(ada);
  const id = await found(bob);
  await addMember(server, id, ada.userId, "owner");
  await server.sql("update users set suspended_at = now() where id = $1", [ada.userId]);
  expect(await eraseAgain(erasing())).toBe(1);
  const held = "select custody_since from organisations where party_id = $1";
  expect(await server.sql(held, [id])).toEqual([{ custody_since: null }]);
});

test("an address that no key opens any more is given up after three days, and not kept for ever", async () => {
  const ada = await person(server, "Ada Lovelace");
  const id = await erase(ada);
  await server.sql(
    "update erasure_steps set confirmed_at = null, sealed_address = 'nonsense' where erasure_id = $1 and step in ('farewell', 'mails')",
    [id],
  );
  const deps = erasing();
  await expect(confirmErasure(deps, id)).rejects.toThrow(/farewell, mails/);
  await server.sql("update erasures set erased_at = erased_at - interval '4 days' where id = $1", [id]);
  await confirmErasure(deps, id);
  const left =
    "select step from erasure_steps where erasure_id = $1 and (confirmed_at is null or sealed_address is not null)";
  expect(await server.sql(left, [id])).toEqual([]);
});

test("words that were added or given as a reason can be erased by the program, and not otherwise changed", async () => {
  const ada = await person(server, "Ada Lovelace");
  const { body } = await ada.post("/missions", missionInput());
  await ada.post(`/missions/${body.id}/addenda`, { text: "Le portail est à gauche." });
  const { writer } = server.resources.database;
  const change = (values: object) =>
    writer
      .updateTable("mission_addenda" as never)
      .set(values as never)
      .execute();
  await expect(change({ text: "Le portail est à droite." })).rejects.toThrow(/can only be erased/);
  await expect(change({ created_at: new Date() })).rejects.toThrow(/permission denied/);
  await change({ text: "Effacé · Erased" });
});
