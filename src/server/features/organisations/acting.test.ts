import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { ApiRequest } from "../../../../tests/support/api-client.ts";
import { missionInput, offerInput, type Person, person } from "../../../../tests/support/people.ts";
import { startTestServer, type TestServer } from "../../../../tests/support/server.ts";
import { rankTestProbability } from "../accounts/testing/rank-test.ts";
import { actFor, addMember, found, member } from "./testing/organisation-fixtures.ts";

let server: TestServer;
let second: TestServer;
let owner: Person;
let party: string;
beforeAll(async () => {
  server = await startTestServer({ PUBLIC_URL: "http://localhost:3999" });
  second = await server.another();
  owner = await person(server);
  party = await found(owner, { displayName: "L'équipe d'Élodie & Cie <3" });
});
afterAll(async () => {
  await second.close();
  await server.close();
});

const UNKNOWN = "01900000-0000-7000-8000-000000000000";

describe("who signs up", () => {
  test("owns the own party, also when the program of before made the account", async () => {
    const { body } = await owner.get("/me/parties");
    expect(body.items.map(({ own, role }: { own: boolean; role: string }) => [own, role])).toEqual([
      [true, "owner"],
      [false, "owner"],
    ]);
    // As it wrote them, with no word of memberships, in its own rights.
    const partyId = (
      await server.sql<{ id: string }>("insert into parties (display_name) values ('Léa') returning id")
    )[0]?.id;
    await server.sql(
      "insert into users (party_id, email, email_key, roles) values ($1, 'l@e.fr', 'l@e.fr', '{client}')",
      [partyId],
    );
    expect(await server.sql("select role from memberships where party_id = $1", [partyId])).toEqual([
      { role: "owner" },
    ]);
  });
});

describe("the field Swideal-Party", () => {
  test("says for whom: what is made is the party's, under its name", async () => {
    const mission = await owner.post("/missions", missionInput(), actFor(party));
    expect(mission.body.client).toEqual({ id: party, displayName: "L'équipe d'Élodie & Cie <3" });
    const list = async (options = {}) => (await owner.get("/me/missions", options)).body.items.length;
    expect([await list(), await list(actFor(party))]).toEqual([0, 1]);
    const [entry] = await server.sql(
      "select actor_id, actor_party_id from audit_entries where resource_id = $1 and action = 'mission.create'",
      [mission.body.id],
    );
    expect(entry).toEqual({ actor_id: owner.userId, actor_party_id: party });
  });

  test("a stranger's party and an unknown one: 403, the same answer; malformed: 400 at the field", async () => {
    const stranger = await person(server);
    const answer = async (id: string) => {
      const { status, text, headers } = await stranger.get("/me/missions", actFor(id));
      const told = [...headers].filter(([name]) => name !== "date");
      return { status, told, text: text.replace(/"requestId":"[^"]+"/, "") };
    };
    const [unknown, others] = [await answer(UNKNOWN), await answer(party)];
    expect(unknown.status).toBe(403);
    expect(others).toEqual(unknown);
    expect((await answer(owner.partyId)).status).toBe(403);
    for (const id of ["", "moi", `${party},${party}`, "00000000-0000-0000-0000-000000000000"]) {
      const { status, body } = await stranger.get("/me/missions", actFor(id));
      expect([id, status, body.errors?.[0]?.path]).toEqual([id, 400, "Swideal-Party"]);
    }
  });

  test("and the same time: nobody finds out by a clock which parties there are", async () => {
    const stranger = await person(server);
    const time = async (id: string) => {
      const before = performance.now();
      await fetch(new URL("/api/v1/me/missions", server.url), {
        headers: { authorization: `Bearer ${stranger.token}`, "swideal-party": id },
      }).then((response) => response.text());
      return performance.now() - before;
    };
    await time(UNKNOWN);
    const [unknown, others]: [number[], number[]] = [[], []];
    for (let n = 0; n < 120; n++) {
      unknown.push(await time(UNKNOWN));
      others.push(await time(party));
    }
    expect(rankTestProbability(unknown, others)).toBeGreaterThan(1e-4);
  });

  test("is passed over where all read the same, and by who is not signed in", async () => {
    const stranger = await person(server);
    for (const path of ["/missions", "/categories", "/places?q=lyon"]) {
      expect((await stranger.get(path, actFor(party))).status).toBe(200);
      expect((await server.api.get(path, actFor("moi"))).status).toBe(200);
    }
    const { body } = await owner.post("/missions", missionInput());
    const plain = await server.api.get(`/missions/${body.id}`);
    const asked = await server.api.get(`/missions/${body.id}`, actFor("moi"));
    expect([asked.status, asked.text, asked.headers.get("vary")]).toEqual([
      200,
      plain.text,
      plain.headers.get("vary"),
    ]);
  });

  test("an ended session is 401 whatever the field says", async () => {
    const gone = await person(server);
    await gone.post("/auth/logout", undefined, actFor("moi"));
    for (const id of [UNKNOWN, gone.partyId, "moi"])
      expect((await gone.get("/me", actFor(id))).status).toBe(401);
  });

  test("a draft of the party is its members' and nobody else's, and no answer for one is kept for another", async () => {
    const { body } = await owner.post("/missions", missionInput({ publish: false }), actFor(party));
    const colleague = await member(server, party);
    const read = (by: Person, options = {}) => by.get(`/missions/${body.id}`, options);
    expect((await read(colleague, actFor(party))).status).toBe(200);
    expect((await read(colleague)).status).toBe(404);
    expect((await read(owner)).status).toBe(404);
    const answer = await read(owner, actFor(party));
    expect(answer.headers.get("cache-control")).toBe("no-store");
  });
});

test("an idempotency key belongs to user and party", async () => {
  const make = (options: { headers: Record<string, string> }) =>
    owner.post("/missions", missionInput({ publish: false, deadline: "2126-11-29T12:00:00.000Z" }), options);
  const key = { "idempotency-key": "brouillon-1" };
  const own = await make({ headers: key });
  const ours = await make(actFor(party, key));
  expect([own.status, ours.status]).toEqual([201, 201]);
  expect(ours.body.id).not.toBe(own.body.id);
  expect((await make({ headers: key })).body.id).toBe(own.body.id);
  expect((await make(actFor(party, key))).body.id).toBe(ours.body.id);
});

describe("a member that is removed", () => {
  test("has nothing more of the party at its next request, on every instance, and no kept answers if it comes again", async () => {
    const gone = await member(server, party, "manager");
    const key = { "idempotency-key": "repris" };
    const draft = () =>
      gone.post(
        "/missions",
        missionInput({ publish: false, deadline: "2126-11-29T12:00:00.000Z" }),
        actFor(party, key),
      );
    const first = await draft();
    const elsewhere = () =>
      second.api.get(`/missions/${first.body.id}`, { token: gone.token, ...actFor(party) });
    expect((await elsewhere()).status).toBe(200);
    expect(
      (
        await server.api.request("DELETE", `/api/v1/parties/${party}/members/${gone.userId}`, {
          token: owner.token,
        })
      ).status,
    ).toBe(204);
    expect((await elsewhere()).status).toBe(403);
    expect((await gone.get("/me/missions", actFor(party))).status).toBe(403);
    expect((await gone.get(`/missions/${first.body.id}`)).status).toBe(404);
    expect((await draft()).status).toBe(403);
    await addMember(server, party, gone.userId, "manager");
    expect((await draft()).body.id).not.toBe(first.body.id);
  });

  test("is answered no more what the organisation's own addresses told it, nor is who may less by now", async () => {
    const remove = (path: string) =>
      server.api.request("DELETE", `/api/v1${path}`, { token: owner.token }).then(({ status }) => status);
    const ways: [string, (of: string, by: Person) => Promise<number>, number][] = [
      ["removed", (of, by) => remove(`/parties/${of}/members/${by.userId}`), 404],
      ["dissolved", (of) => remove(`/parties/${of}`), 404],
      ["a member by now", (of, by) => demote(of, by), 403],
    ];
    const demote = async (of: string, by: Person) =>
      (await owner.patch(`/parties/${of}/members/${by.userId}`, { role: "member" })).status;
    for (const [how, end, refused] of ways) {
      const firm = await found(owner);
      const by = await member(server, firm, "manager");
      const key = { "idempotency-key": "une-invitation" };
      const guest = { email: `${randomUUID()}@exemple.fr` };
      const invite = (options: ApiRequest = { headers: key }) =>
        by.post(`/parties/${firm}/invitations`, guest, options);
      const first = await invite();
      expect([first.status, (await invite(actFor(firm, key))).text]).toEqual([201, first.text]);
      expect(await end(firm, by)).toBeLessThan(300);
      const again = await invite();
      expect([how, again.status, again.body.email]).toEqual([how, refused, undefined]);
    }
  });

  test("is told once more what it did for itself: whoever hands an organisation over, and has its answer lost", async () => {
    const last = await person(server);
    const firm = await found(last);
    const handOver = () =>
      last.post(`/parties/${firm}/handover`, undefined, { headers: { "idempotency-key": "confier" } });
    const invite = () =>
      last.post(
        `/parties/${firm}/invitations`,
        { email: `${last.userId}@exemple.fr` },
        { headers: { "idempotency-key": "inviter" } },
      );
    expect((await invite()).status).toBe(201);
    const [first, again] = [await handOver(), await handOver()];
    expect([first.status, again.text]).toEqual([200, first.text]);
    expect((await invite()).status, "as a member it may not").toBe(403);
  });

  test("leaves its offers and drafts to the party", async () => {
    const client = await person(server);
    const gone = await member(server, party, "manager");
    const mission = await client.post("/missions", missionInput());
    const offer = await gone.post(`/missions/${mission.body.id}/offers`, offerInput(300_000), actFor(party));
    expect(offer.status).toBe(201);
    await server.api.request("DELETE", `/api/v1/parties/${party}/members/${gone.userId}`, {
      token: gone.token,
    });
    const { body } = await owner.patch(`/offers/${offer.body.id}`, { priceCents: 250_000 }, actFor(party));
    expect([body.status, body.provider.id]).toEqual(["submitted", party]);
  });
});

describe("a member", () => {
  test("drafts and reads; what others see is for managers and owners", async () => {
    const client = await person(server);
    const [junior, manager] = [await member(server, party), await member(server, party, "manager")];
    const act = actFor(party);
    const draft = await junior.post("/missions", missionInput({ publish: false }), act);
    expect(draft.status).toBe(201);
    expect((await junior.patch(`/missions/${draft.body.id}`, { title: "Un autre titre" }, act)).status).toBe(
      200,
    );
    expect(
      (await junior.put(`/missions/${draft.body.id}/work-address`, { address: "3 rue X" }, act)).status,
    ).toBe(200);
    expect((await junior.post("/missions", missionInput(), act)).status).toBe(403);
    expect((await junior.post(`/missions/${draft.body.id}/publish`, undefined, act)).status).toBe(403);
    expect((await manager.post(`/missions/${draft.body.id}/publish`, undefined, act)).status).toBe(200);
    const refused = [
      await junior.patch(`/missions/${draft.body.id}`, { title: "Encore un titre" }, act),
      await junior.post(`/missions/${draft.body.id}/cancel`, { reason: "Plus besoin." }, act),
      await junior.post(`/missions/${draft.body.id}/addenda`, { text: "Un ajout." }, act),
      await junior.put("/me/contact", { name: "Nous", phone: "06 12 34 56 78" }, act),
    ];
    expect(refused.map(({ status }) => status)).toEqual([403, 403, 403, 403]);
    const theirs = await client.post("/missions", missionInput());
    expect((await junior.post(`/missions/${theirs.body.id}/offers`, offerInput(300_000), act)).status).toBe(
      403,
    );
    const offer = await manager.post(`/missions/${theirs.body.id}/offers`, offerInput(300_000), act);
    expect((await junior.patch(`/offers/${offer.body.id}`, { priceCents: 200_000 }, act)).status).toBe(403);
    expect((await junior.post(`/offers/${offer.body.id}/withdraw`, undefined, act)).status).toBe(403);
    const { items } = (await junior.get("/me/offers", act)).body;
    expect(items.map(({ id }: { id: string }) => id)).toContain(offer.body.id);
    // For itself it may what it always might.
    expect((await junior.post("/missions", missionInput())).status).toBe(201);
  });
});
