import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  missionInput,
  moderator,
  offerInput,
  type Person,
  person,
} from "../../../../tests/support/people.ts";
import { startTestServer, type TestServer } from "../../../../tests/support/server.ts";
import { actFor, addMember, found } from "./testing/organisation-fixtures.ts";

let server: TestServer;
let judge: Person;
let impartial: Person;
beforeAll(async () => {
  server = await startTestServer();
  judge = await moderator(server);
  impartial = await moderator(server);
});
afterAll(() => server.close());

/** A side of a mission: who acts, and for whom. */
interface Side {
  readonly by: Person;
  readonly party: string;
}
const alone = (by: Person): Side => ({ by, party: by.partyId });
const reason = { reason: "Pour nous." };

async function disputed(client: Side, provider: Side): Promise<string> {
  const [asClient, asProvider] = [actFor(client.party), actFor(provider.party)];
  const mission = (await client.by.post("/missions", missionInput(), asClient)).body.id;
  const offer = await provider.by.post(`/missions/${mission}/offers`, offerInput(300_000), asProvider);
  await client.by.post(`/offers/${offer.body.id}/award`, undefined, asClient);
  await provider.by.post(`/missions/${mission}/start`, undefined, asProvider);
  const opened = await client.by.post(`/missions/${mission}/dispute`, { reason: "Rien ne va." }, asClient);
  expect(opened.body.status).toBe("disputed");
  return mission;
}

describe("a moderator", () => {
  test("decides no dispute of its own party or organisation, on either side; another one does", async () => {
    const [owner, worker] = [await person(server), await person(server)];
    const firm = await found(owner);
    await addMember(server, firm, judge.userId, "member");
    const ours = { by: owner, party: firm };
    for (const mission of [
      await disputed(ours, alone(worker)),
      await disputed(alone(worker), ours),
      await disputed(alone(judge), alone(worker)),
    ]) {
      const decide = (by: Person, options = {}) =>
        by.post(`/admin/missions/${mission}/resolve`, { outcome: "cancelled", ...reason }, options);
      for (const options of [{}, actFor(firm)]) {
        const refused = await decide(judge, options);
        expect([refused.status, refused.body.code]).toEqual([403, "forbidden"]);
      }
      expect((await decide(impartial)).body.status).toBe("cancelled");
    }
  });

  test("neither hides nor shows nor cancels what its organisation or it seeks as a moderator", async () => {
    const owner = await person(server);
    const firm = await found(owner);
    await addMember(server, firm, judge.userId, "owner");
    for (const { by, party } of [{ by: owner, party: firm }, alone(judge)]) {
      const mission = (await by.post("/missions", missionInput(), actFor(party))).body.id;
      const move = (who: Person, name: string) => who.post(`/admin/missions/${mission}/${name}`, reason);
      expect((await move(judge, "hide")).status).toBe(403);
      expect((await move(impartial, "hide")).status).toBe(200);
      expect((await move(judge, "unhide")).status).toBe(403);
      expect((await move(impartial, "unhide")).status).toBe(200);
    }
    const mission = (await owner.post("/missions", missionInput(), actFor(firm))).body.id;
    expect((await judge.post(`/missions/${mission}/cancel`, reason)).status).toBe(403);
    // As one of its owners it may, as any owner.
    expect((await judge.post(`/missions/${mission}/cancel`, reason, actFor(firm))).status).toBe(200);
  });

  test("does not take a mission from the sight of rivals on which it, or its organisation, bids", async () => {
    const [client, owner] = [await person(server), await person(server)];
    const firm = await found(owner);
    await addMember(server, firm, judge.userId, "member");
    for (const [bidder, options] of [
      [owner, actFor(firm)],
      [judge, {}],
    ] as const) {
      const mission = (await client.post("/missions", missionInput())).body.id;
      const offer = await bidder.post(`/missions/${mission}/offers`, offerInput(300_000), options);
      const move = (who: Person, path: string) => who.post(path, reason);
      const hide = `/admin/missions/${mission}/hide`;
      expect([offer.status, (await move(judge, hide)).status]).toEqual([201, 403]);
      expect((await move(judge, `/missions/${mission}/cancel`)).status).toBe(403);
      expect((await move(impartial, hide)).status).toBe(200);
    }
  });

  test("decides no report that it made, or that is about its own party, its organisation or a mission of theirs", async () => {
    const owner = await person(server);
    const firm = await found(owner);
    await addMember(server, firm, judge.userId, "member");
    const mission = (await owner.post("/missions", missionInput(), actFor(firm))).body.id;
    const report = async (by: Person, type: string, id: string) =>
      (
        await by.post("/reports", {
          ...{
            subject: { type, id },
            category: "fraud",
            text: "Payé d’avance, à l’étranger.",
            goodFaith: true,
          },
        })
      ).body.id as string;
    for (const id of [
      await report(owner, "mission", mission),
      await report(owner, "account", firm),
      await report(owner, "account", judge.partyId),
      await report(judge, "account", owner.partyId),
    ]) {
      const decide = (by: Person) =>
        by.post(`/admin/reports/${id}/decide`, { outcome: "no_action", reason: "Rien à redire." });
      expect((await decide(judge)).status).toBe(403);
      expect((await decide(impartial)).status).toBe(200);
    }
  });

  test("who is a member of an organisation in care names no owner of it, removes nobody and does not dissolve it", async () => {
    const [owner, friend] = [await person(server), await person(server)];
    const firm = await found(owner);
    for (const { userId } of [judge, friend]) await addMember(server, firm, userId, "member");
    expect((await owner.post(`/parties/${firm}/handover`)).status).toBe(200);
    const name = (by: Person, id: string) => by.patch(`/parties/${firm}/members/${id}`, { role: "owner" });
    const remove = (by: Person, path: string) =>
      server.api.request("DELETE", `/api/v1/parties/${firm}${path}`, { token: by.token });
    const refused = [
      await name(judge, judge.userId),
      await name(judge, judge.userId.toUpperCase()),
      await name(judge, friend.userId),
      await remove(judge, `/members/${friend.userId}`),
      await remove(judge, ""),
    ];
    expect(refused.map(({ status }) => status)).toEqual([403, 403, 403, 403, 403]);
    expect((await name(impartial, owner.userId)).status).toBe(200);
  });
});
