import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import { emitOf } from "../../../../tests/support/emit.ts";
import { marketWorld } from "../../../../tests/support/market-world.ts";
import { missionInput, PASSWORD, type Person, person } from "../../../../tests/support/people.ts";
import { startTestServer } from "../../../../tests/support/server.ts";
import { systemActor } from "../../core/actor.ts";
import { manifests } from "../../manifests.ts";
import { folderStore } from "../../platform/objects/folder-store.ts";
import { createSealing } from "../../platform/sealing.ts";
import { deriveKeys } from "../../platform/secrets.ts";
import { createSinceList, type SinceEntry, type SinceKind } from "../../platform/since-list.ts";
import { codeOf } from "../second-factor/testing/second-factor-fixtures.ts";
import { applySince } from "./apply-since.ts";

const { server, client, paul, stranger, judge, published, bid, missionIn, move } = marketWorld(() =>
  startTestServer({ EMAIL_VERIFICATION: "off" }, { jobs: true }),
);
const reason = "Coordonnées d’un tiers dans le texte.";
const OTHER = "une autre phrase de passe assez longue";

const listed = async () => {
  const list = createSinceList([folderStore(server.dataDir)], server.resources.auditKeys.mac);
  return (await list.read()).entries.map(({ kind, subjectId, byId }) => [kind, subjectId, byId]);
};

const apply = (entries: readonly (readonly [SinceKind, string, string?])[]) => {
  const { database, secrets } = server.resources;
  return applySince(
    database,
    {
      manifests,
      emit: emitOf(server),
      sealing: createSealing(deriveKeys(secrets.appKeys, "sealing")),
      actor: systemActor("swideal backup restore", "test"),
    },
    entries.map(
      ([kind, subjectId, byId = null]): SinceEntry => ({
        ...{ id: randomUUID(), at: new Date().toISOString(), kind, subjectId, byId },
      }),
    ),
  );
};
const statusOf = async (id: string) =>
  (await server.sql<{ status: string }>("select status from missions where id = $1", [id]))[0]?.status;
const signIn = async ({ email }: Person, password: string) =>
  (await server.api.post("/auth/login", { email, password })).status;

async function hiddenQuestion(missionId: string) {
  const { body: question } = await paul.post(`/missions/${missionId}/questions`, {
    text: "Et le compteur ?",
  });
  const report = { category: "harassment", text: "Insulte le client.", goodFaith: true };
  const { body: receipt } = await stranger.post("/reports", {
    ...report,
    subject: { type: "question", id: question.id },
  });
  await judge.post(`/admin/reports/${receipt.id}/decide`, { outcome: "restricted", reason });
  return [question.id, receipt.id] as const;
}

test("what an older backup would undo is noted beside it: ids and moments, nobody's name", async () => {
  const [ada, bob] = [await person(server, "Ada Lovelace"), await person(server, "Bob")];
  const [cancelled, hidden] = [await published(), await published()];
  await move(client, cancelled, "cancel");
  await judge.post(`/admin/missions/${hidden}/hide`, { reason });
  await judge.post(`/admin/missions/${hidden}/unhide`, { reason });
  const [question, report] = await hiddenQuestion(await published());
  const { secret } = (await ada.post("/me/totp", { password: PASSWORD })).body;
  await ada.post("/me/totp/confirm", { code: await codeOf(server, secret) });
  await server.sql("update totp_secrets set last_step = 0 where user_id = $1", [ada.userId]);
  const body = { password: PASSWORD, totp: await codeOf(server, secret) };
  const removed = await server.api.request("DELETE", "/api/v1/me/totp", { token: ada.token, body });
  expect(removed.status, removed.text).toBe(204);
  await ada.post("/me/password", { password: PASSWORD, newPassword: OTHER });
  await judge.patch(`/admin/users/${bob.userId}`, { suspended: true, reason });
  await judge.patch(`/admin/users/${bob.userId}`, { suspended: false, reason });
  await server.api.request("DELETE", "/api/v1/me", { token: ada.token, body: { password: OTHER } });
  await expect.poll(listed, { timeout: 60_000 }).toEqual([
    ["mission_cancelled", cancelled, null],
    ["mission_hidden", hidden, judge.userId],
    ["mission_shown", hidden, judge.userId],
    ["question_hidden", question, report],
    ["second_factor_removed", ada.userId, ada.userId],
    ["password_changed", ada.userId, null],
    ["account_suspended", bob.partyId, judge.userId],
    ["account_reinstated", bob.partyId, judge.userId],
    ["account_erased", ada.userId, null],
  ]);
  const files = await folderStore(server.dataDir).list("since/entries/");
  const texts = await Promise.all(
    files.map(async ({ name }) => (await folderStore(server.dataDir).get(name)).toArray()),
  );
  expect(Buffer.concat(texts.flat() as Buffer[]).toString()).not.toMatch(/Ada|Bob|example|tiers/);
});

test("what came back is done again, once, and its owner reads that it was decided", async () => {
  const [ada, bob] = [await person(server, "Ada Lovelace"), await person(server, "Bob")];
  const [cancelled, working, hidden] = [
    await published(),
    (await missionIn("in_progress")).id,
    await published(),
  ];
  const bobs = (await bob.post("/missions", missionInput())).body.id;
  const asked = await published();
  const { body: question } = await paul.post(`/missions/${asked}/questions`, { text: "Et le compteur ?" });
  await bid(paul, cancelled);
  const report = randomUUID();
  const all = [
    ["mission_cancelled", cancelled],
    ["mission_cancelled", working],
    ["mission_cancelled", randomUUID()],
    ["mission_hidden", hidden, judge.userId],
    ["question_hidden", question.id, report],
    ["account_suspended", bob.partyId, judge.userId],
    ["password_changed", paul.userId],
    ["account_erased", ada.userId],
  ] as const;
  expect(Object.fromEntries(await apply(all))).toEqual({
    mission_cancelled: 2,
    mission_hidden: 1,
    question_hidden: 1,
    account_suspended: 1,
    password_changed: 1,
    account_erased: 1,
  });
  expect((await apply(all)).size).toBe(0);
  expect(await Promise.all([cancelled, working, hidden, bobs].map(statusOf))).toEqual([
    ...["cancelled", "cancelled", "hidden", "hidden"],
  ]);
  expect((await server.api.get(`/missions/${asked}/questions`)).body.items).toEqual([]);
  expect([await signIn(ada, PASSWORD), await signIn(bob, PASSWORD), await signIn(paul, PASSWORD)]).toEqual([
    ...[401, 403, 401],
  ]);
  const restrictions = (await client.get(`/me/restrictions?missionId=${hidden}`)).body.items;
  expect(restrictions[0].reason).toMatch(/prise après la sauvegarde.*still holds/);
});

test("what was hidden and shown, suspended and reinstated, ends as it was left", async () => {
  const bob = await person(server, "Bob");
  const hidden = await published();
  await apply([
    ["mission_hidden", hidden, judge.userId],
    ["account_suspended", bob.partyId, judge.userId],
    ["mission_shown", hidden, judge.userId],
    ["account_reinstated", bob.partyId, judge.userId],
  ]);
  expect([await statusOf(hidden), await signIn(bob, PASSWORD)]).toEqual(["published", 200]);
});
