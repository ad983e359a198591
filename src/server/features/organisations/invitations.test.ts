import { randomUUID } from "node:crypto";
import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  missionInput,
  moderator,
  offerInput,
  type Person,
  person,
} from "../../../../tests/support/people.ts";
import { startTestServer, type TestServer } from "../../../../tests/support/server.ts";
import { mailsTo } from "../accounts/testing/account-fixtures.ts";
import { actFor, addMember, found, invite, member } from "./testing/organisation-fixtures.ts";

let server: TestServer;
let owner: Person;
let party: string;
beforeAll(async () => {
  server = await startTestServer({}, { jobs: true });
  owner = await person(server, "Odile Marchand");
  party = await found(owner);
});
afterAll(() => server.close());

const accept = (by: Person, token: string, changes: Record<string, unknown> = {}) =>
  by.post("/invitations/accept", { token, ...changes });
/** Refused as a link that leads nowhere, whatever it is that it is not. */
const expectNowhere = (answer: { status: number; body: { errors?: unknown } }) =>
  expect([answer.status, answer.body.errors]).toMatchObject([
    400,
    [{ path: "/token", code: "invalid_token" }],
  ]);

describe("an invitation", () => {
  test("comes by mail in the inviter's words of nobody, tells who invites, and works once", async () => {
    const guest = await person(server);
    await server.sql("update users set email_verified_at = null where id = $1", [guest.userId]);
    const token = await invite(server, owner, party, guest.email, "manager");
    const [mail] = await mailsTo(server, guest.email, 1);
    expect(mail).toContain("/invitation#token=");
    expect(mail).not.toMatch(/Atelier|Odile/);
    const stored = await server.sql("select token_hash from invitations where email_key = $1", [guest.email]);
    expect(JSON.stringify(stored)).not.toContain(token);
    const read = await guest.post("/invitations/read", { token });
    expect(read.body).toMatchObject({
      party: { kind: "company", displayName: "Atelier Ferrand & Filles" },
      role: "manager",
      invitedBy: "Odile Marchand",
    });
    const joined = await accept(guest, token);
    expect([joined.status, joined.body]).toMatchObject([200, { id: party, role: "manager" }]);
    expect((await guest.get("/me")).body.emailVerified, "coming with it proves the address").toBe(true);
    expectNowhere(await accept(guest, token));
  });

  test("accepted under a key is answered alike to who asks again, and to nobody once it is removed", async () => {
    const guest = await person(server);
    const token = await invite(server, owner, party, guest.email);
    const join = () =>
      guest.post("/invitations/accept", { token }, { headers: { "idempotency-key": "rejoint" } });
    const [first, again] = [await join(), await join()];
    expect([first.status, again.text]).toEqual([200, first.text]);
    await server.api.request("DELETE", `/api/v1/parties/${party}/members/${guest.userId}`, {
      token: owner.token,
    });
    expectNowhere(await join());
  });

  test("used by several requests at once, it makes one member", async () => {
    const guest = await person(server);
    const token = await invite(server, owner, party, guest.email);
    const answers = await Promise.all(Array.from({ length: 5 }, () => accept(guest, token)));
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
  });

  test("is for its address alone, exact by its key: another case is the same, an alias is not", async () => {
    const local = randomUUID();
    const guest = await person(server);
    await server.sql("update users set email = $2, email_key = $2 where id = $1", [
      guest.userId,
      `${local}@exemple.fr`,
    ]);
    const token = await invite(server, owner, party, `${local}@exemple.fr`);
    await server.sql("update users set email_key = $2 where id = $1", [
      guest.userId,
      `${local}+x@exemple.fr`,
    ]);
    await server.sql("update users set email = email_key where id = $1", [guest.userId]);
    expectNowhere(await accept(guest, token));
    expectNowhere(await guest.post("/invitations/read", { token }));
    await server.sql("update users set email = $2, email_key = $3 where id = $1", [
      guest.userId,
      `${local.toUpperCase()}@Exemple.fr`,
      `${local}@exemple.fr`,
    ]);
    expect((await accept(guest, token)).status).toBe(200);
  });

  test("waits for whoever has no account yet", async () => {
    const email = `${randomUUID()}@exemple.fr`;
    const token = await invite(server, owner, party, email);
    const { body } = await server.api.post("/auth/register", {
      ...{ email, password: "une phrase de passe assez longue", displayName: "Zoé" },
    });
    const answer = await server.api.post("/invitations/accept", { token }, { token: body.accessToken });
    expect(answer.body.role).toBe("member");
  });

  test("is void once its sender is removed, demoted below it or suspended, once revoked, and too late", async () => {
    const staff = await moderator(server);
    const ends: ((inviter: Person, invitationId: string) => Promise<unknown>)[] = [
      ({ userId }) =>
        server.api.request("DELETE", `/api/v1/parties/${party}/members/${userId}`, { token: owner.token }),
      ({ userId }) => owner.patch(`/parties/${party}/members/${userId}`, { role: "member" }),
      ({ userId }) => staff.patch(`/admin/users/${userId}`, { suspended: true, reason: "Abus." }),
      (_, id) =>
        server.api.request("DELETE", `/api/v1/parties/${party}/invitations/${id}`, { token: owner.token }),
      (_, id) =>
        server.sql("update invitations set expires_at = now() - interval '1 minute' where id = $1", [id]),
    ];
    for (const end of ends) {
      const inviter = await member(server, party, "manager");
      const guest = await person(server);
      const token = await invite(server, inviter, party, guest.email);
      const [row] = await server.sql<{ id: string }>("select id from invitations where email_key = $1", [
        guest.email,
      ]);
      await end(inviter, row?.id as string);
      expectNowhere(await accept(guest, token));
      expect((await guest.get("/me/parties")).body.items).toHaveLength(1);
    }
  });

  test("leads nowhere once the organisation is dissolved", async () => {
    const founder = await person(server);
    const gone = await found(founder);
    const guest = await person(server);
    const token = await invite(server, founder, gone, guest.email);
    await server.api.request("DELETE", `/api/v1/parties/${gone}`, { token: founder.token });
    expectNowhere(await accept(guest, token));
  });
});

describe("limits", () => {
  const limit = (answer: { status: number; body: { code?: string; errors?: { code: string }[] } }) => [
    answer.status,
    answer.body.code,
    answer.body.errors?.[0]?.code,
  ];

  test("one mail a day for an address, whoever invites, also at once and in another case", async () => {
    const email = `${randomUUID()}@exemple.fr`;
    const other = await person(server);
    const theirs = await found(other);
    const answers = await Promise.all([
      owner.post(`/parties/${party}/invitations`, { email }),
      other.post(`/parties/${theirs}/invitations`, { email: email.toUpperCase() }),
    ]);
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409]);
    const again = await other.post(`/parties/${theirs}/invitations`, { email });
    expect(limit(again)).toEqual([409, "limit_reached", "invited_today"]);
  });

  test("20 invitations a day and party", async () => {
    const founder = await person(server);
    const busy = await found(founder);
    const colleague = await member(server, busy, "manager");
    const send = (_: unknown, n = 0) =>
      [founder, colleague][n % 2]?.post(`/parties/${busy}/invitations`, {
        email: `${randomUUID()}@exemple.fr`,
      });
    const answers = await Promise.all(Array.from({ length: 23 }, send));
    expect(answers.filter((answer) => answer?.status === 201)).toHaveLength(20);
    const more = await founder.post(`/parties/${busy}/invitations`, { email: `${randomUUID()}@exemple.fr` });
    expect(limit(more)).toEqual([409, "limit_reached", "too_many_today"]);
  });

  test("20 invitations a day and person, for whichever organisations, also at once and for dissolved ones", async () => {
    const busy = await person(server);
    const send = (to: string) =>
      busy.post(`/parties/${to}/invitations`, { email: `${randomUUID()}@exemple.fr` });
    const gone = await found(busy);
    for (let n = 0; n < 8; n++) expect((await send(gone)).status).toBe(201);
    await server.api.request("DELETE", `/api/v1/parties/${gone}`, { token: busy.token });
    const [one, other] = [await found(busy), await found(busy)];
    const answers = await Promise.all(Array.from({ length: 16 }, (_, n) => send(n % 2 === 0 ? one : other)));
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(12);
    expect(limit(await send(other))).toEqual([409, "limit_reached", "too_many_today"]);
  });

  test("200 members", async () => {
    const founder = await person(server);
    const full = await found(founder);
    const guest = await person(server);
    const token = await invite(server, founder, full, guest.email);
    const donor = await server.sql<{ id: string }>(
      `with party as (insert into parties (display_name) select 'P' || n from generate_series(1, 199) n returning id)
       insert into users (party_id, email, email_key, roles)
       select id, id::text, id::text, '{client}' from party returning id`,
    );
    for (const { id } of donor) await addMember(server, full, id);
    expect(limit(await accept(guest, token))).toEqual([409, "limit_reached", "too_many"]);
    expect(
      limit(await founder.post(`/parties/${full}/invitations`, { email: `${randomUUID()}@exemple.fr` })),
    ).toEqual([409, "limit_reached", "too_many"]);
    const seen = new Set<string>();
    for (let cursor: string | null = ""; cursor !== null; ) {
      const { body }: { body: { items: { userId: string }[]; nextCursor: string | null } } =
        await founder.get(`/parties/${full}/members?limit=100${cursor === "" ? "" : `&cursor=${cursor}`}`);
      for (const { userId } of body.items) seen.add(userId);
      cursor = body.nextCursor;
    }
    expect(seen.size).toBe(200);
  });
});

describe("who joins while offers of its parties stand against each other", () => {
  test("is told before, alone, and joins when it says so; moderators find the missions", async () => {
    const [client, guest, staff] = [await person(server), await person(server), await moderator(server)];
    const founder = await person(server);
    const firm = await found(founder, { displayName: "Volt & Fils" });
    const mission = (await client.post("/missions", missionInput({ auction: "sealed" }))).body.id;
    await guest.post(`/missions/${mission}/offers`, offerInput(300_000));
    await founder.post(`/missions/${mission}/offers`, offerInput(290_000), actFor(firm));
    const token = await invite(server, founder, firm, guest.email);
    const told = await accept(guest, token);
    expect([told.status, told.body.code]).toEqual([409, "related_offer"]);
    expect(told.body.errors).toMatchObject([{ path: `/missions/${mission}`, code: "related_offer" }]);
    expect((await guest.get("/me/parties")).body.items, "nothing has happened").toHaveLength(1);
    const before = (await staff.get("/admin/related-offers?limit=100")).body.items;
    expect(before.map(({ id }: { id: string }) => id)).not.toContain(mission);
    expect((await accept(guest, token, { acceptRelatedOffers: true })).status).toBe(200);
    const shown = (await staff.get("/admin/related-offers?limit=100")).body.items;
    const about = shown.find(({ id }: { id: string }) => id === mission);
    expect(about.parties.map(({ id }: { id: string }) => id).sort()).toEqual([firm, guest.partyId].sort());
    // Both offers stand, at their price: each may have read the other's.
    const [standing] = (await guest.get("/me/offers")).body.items;
    const lowered = await guest.patch(`/offers/${standing.id}`, { priceCents: 250_000 });
    expect([lowered.status, lowered.body.code]).toEqual([409, "related_offer"]);
    const firms = (await founder.get("/me/offers", actFor(firm))).body.items[0];
    const theirs = await founder.patch(`/offers/${firms.id}`, { priceCents: 250_000 }, actFor(firm));
    expect([theirs.status, theirs.body.code]).toEqual([409, "related_offer"]);
    // What was withdrawn does not come back beside the other.
    const [offer] = (await guest.get("/me/offers")).body.items;
    expect((await guest.post(`/offers/${offer.id}/withdraw`)).status).toBe(200);
    const back = await guest.post(`/missions/${mission}/offers`, offerInput(200_000));
    expect([back.status, back.body.code]).toEqual([409, "related_offer"]);
  });

  test("is told of what a colleague was just offering, too", async () => {
    const [founder, guest] = [await person(server), await person(server)];
    const client = await found(founder);
    const mission = (await founder.post("/missions", missionInput(), actFor(client))).body.id;
    const firm = await found(guest, { displayName: "Volt & Fils" });
    const colleague = await member(server, firm, "manager");
    const token = await invite(server, founder, client, guest.email);
    const waiting = async (many: number) => {
      const [row] = await server.sql<{ n: number }>(
        `select count(distinct l.pid)::int as n from pg_locks l join pg_stat_activity a using (pid)
         where not l.granted and a.datname = current_database()`,
      );
      return (row?.n ?? 0) >= many;
    };
    const [bid, joined] = await server.resources.database.writer.connection().execute(async (connection) => {
      await sql`begin`.execute(connection);
      await sql`select from mission_tallies where mission_id = ${mission} for update`.execute(connection);
      // The offer has looked for relations, found none, and waits to be counted.
      const bidding = colleague.post(`/missions/${mission}/offers`, offerInput(300_000), actFor(firm));
      while (!(await waiting(1)));
      let done = false;
      const joining = accept(guest, token).finally(() => {
        done = true;
      });
      while (!done && !(await waiting(2)));
      await sql`commit`.execute(connection);
      return Promise.all([bidding, joining]);
    });
    expect([bid.status, joined.status, joined.body.code]).toEqual([201, 409, "related_offer"]);
  });

  test("is told of the client's side as well, and does not lower its price any more", async () => {
    const [guest, founder] = [await person(server), await person(server)];
    const firm = await found(founder);
    const mission = (await founder.post("/missions", missionInput(), actFor(firm))).body.id;
    const offer = (await guest.post(`/missions/${mission}/offers`, offerInput(300_000))).body.id;
    const token = await invite(server, founder, firm, guest.email);
    expect((await accept(guest, token)).body.code).toBe("related_offer");
    await accept(guest, token, { acceptRelatedOffers: true });
    expect((await guest.patch(`/offers/${offer}`, { priceCents: 200_000 })).status).toBe(403);
    expect((await guest.post(`/offers/${offer}/withdraw`)).status).toBe(200);
  });
});
