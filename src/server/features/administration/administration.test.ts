import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { missionInput, type Person, person, withToken } from "../../../../tests/support/people.ts";
import { startTestServer, type TestServer } from "../../../../tests/support/server.ts";

const UNKNOWN = "01900000-0000-7000-8000-000000000000";
const reason = "Signalements répétés.";

let server: TestServer;
let second: TestServer;
let admin: Person;
let moderator: Person;
beforeAll(async () => {
  server = await startTestServer({ PUBLIC_URL: "http://localhost:3000" });
  second = await server.another();
  [admin, moderator] = await Promise.all([staff("admin"), staff("moderator")]);
});
afterAll(async () => {
  await second.close();
  await server.close();
});

async function staff(role: "moderator" | "admin"): Promise<Person> {
  const someone = await person(server, `Ada ${role}`);
  await server.sql("update users set roles = roles || $2::text[] where id = $1", [someone.userId, [role]]);
  return someone;
}

const change = (by: Person, id: string, body: Record<string, unknown>) =>
  by.patch(`/admin/users/${id}`, { reason, ...body });

const elsewhere = ({ token, userId, partyId, email }: Person) =>
  withToken(second, token, { id: userId, partyId, email });

describe("finding accounts", () => {
  const found = async (q: string) => {
    const { status, body, text } = await moderator.get(`/admin/users?q=${encodeURIComponent(q)}&limit=100`);
    expect(status, text).toBe(200);
    return body.items.map(({ id }: { id: string }) => id);
  };

  test("a part of an address or of a name finds an account, without case or accents", async () => {
    const elodie = await person(server, "Élodie Ferrand-Noël");
    for (const q of ["élodie ferrand", "ELODIE FERRAND-noel", elodie.email.toUpperCase()])
      expect(await found(q), q).toContain(elodie.userId);
    const { body } = await moderator.get(`/admin/users?q=${elodie.email}`);
    expect(body.items).toEqual([
      {
        id: elodie.userId,
        partyId: elodie.partyId,
        email: elodie.email,
        displayName: "Élodie Ferrand-Noël",
        roles: ["client", "provider"],
        suspendedAt: null,
        createdAt: expect.any(String),
      },
    ]);
  });

  test("no character of a search means anything but itself", async () => {
    const mark = randomUUID().slice(0, 8);
    const percent = await person(server, `${mark} 100 % laine_\\'`);
    await person(server, `${mark} 100 x laine-`);
    for (const q of [`${mark} 100 %`, "laine_", "laine_\\", "\\'"]) {
      const ids = await found(q);
      expect(ids, q).toEqual([percent.userId]);
    }
    for (const q of ["%", "_", "%%", "\\", "' or true --", ".*", "(", "a | b"]) {
      const ids = await found(`${mark}${q}`);
      expect(ids, q).toEqual([]);
    }
  });

  test("pages hold every account once, newest first, while new ones arrive; a cursor serves its own list", async () => {
    const mark = randomUUID().slice(0, 8);
    const made: string[] = [];
    for (let n = 0; n < 7; n++) made.unshift((await person(server, `${mark} ${n}`)).userId);
    const walked: string[] = [];
    let cursor = "";
    do {
      const { body } = await moderator.get(`/admin/users?q=${mark}&limit=3${cursor}`);
      walked.push(...body.items.map(({ id }: { id: string }) => id));
      if (body.nextCursor !== null) {
        const other = await moderator.get(`/admin/users?q=autre&cursor=${body.nextCursor}`);
        expect([other.status, other.body.code]).toEqual([400, "invalid_cursor"]);
        expect((await admin.get(`/admin/users?q=${mark}&cursor=${body.nextCursor}`)).status).toBe(400);
        await person(server, `${mark} arrivée`);
      }
      cursor = body.nextCursor === null ? "" : `&cursor=${body.nextCursor}`;
    } while (cursor !== "");
    expect(walked).toEqual(made);
    for (const limit of [0, 101, "x"])
      expect((await moderator.get(`/admin/users?limit=${limit}`)).status, `${limit}`).toBe(400);
  });
});

describe("who may change whom", () => {
  test("an administrator says the roles; they hold at the next request, on every instance", async () => {
    const someone = await person(server, "Futur modérateur");
    const there = elsewhere(someone);
    expect((await there.get("/admin/users")).status).toBe(403);
    const { status, body } = await change(admin, someone.userId, { roles: ["client", "moderator"] });
    expect([status, body.roles]).toEqual([200, ["client", "moderator"]]);
    expect((await there.get("/admin/users")).status).toBe(200);
    expect((await there.get("/me")).body.roles).toEqual(["client", "moderator"]);
    await change(admin, someone.userId, { roles: ["client"] });
    expect((await there.get("/admin/users")).status).toBe(403);
    const entries = await server.sql<{ changes: unknown }>(
      `select changes from audit_entries join audit_details on entry_at = at and entry_id = id
       where action = 'user.roles' and resource_id = $1 and actor_id = $2 order by at`,
      [someone.userId, admin.userId],
    );
    expect(entries.map(({ changes }) => changes)).toEqual([
      { from: ["client", "provider"], to: ["client", "moderator"], reason },
      { from: ["client", "moderator"], to: ["client"], reason },
    ]);
  });

  test("who is no moderator any more is not answered once more what only moderators see", async () => {
    const [client, former] = [await person(server), await staff("moderator")];
    const { body: mission } = await client.post("/missions", missionInput());
    const hide = () =>
      former.post(
        `/admin/missions/${mission.id}/hide`,
        { reason },
        { headers: { "idempotency-key": "masquer" } },
      );
    const [first, again] = [await hide(), await hide()];
    expect([first.status, again.text]).toEqual([200, first.text]);
    await change(admin, former.userId, { roles: ["client"] });
    const refused = await hide();
    expect([refused.status, refused.body.code]).toEqual([404, "not_found"]);
  });

  test("a moderator suspends people, and gives no roles, and touches neither moderators nor administrators", async () => {
    const someone = await person(server);
    expect((await change(moderator, someone.userId, { roles: ["client"] })).body.code).toBe("forbidden");
    const both = await change(moderator, someone.userId, { suspended: true, roles: ["client"] });
    expect(both.status).toBe(403);
    expect((await someone.get("/me")).status).toBe(200);
    for (const other of [await staff("moderator"), await staff("admin")]) {
      const { status, body } = await change(moderator, other.userId, { suspended: true });
      expect([status, body.code]).toEqual([403, "forbidden"]);
      expect((await other.get("/me")).status).toBe(200);
    }
    expect((await change(moderator, someone.userId, { suspended: true })).status).toBe(200);
  });

  test("nobody changes the own account, so that an administrator always remains", async () => {
    for (const body of [{ roles: ["admin"] }, { roles: ["client"] }, { suspended: true }]) {
      expect((await change(admin, admin.userId, body)).body.code).toBe("forbidden");
    }
    expect((await change(moderator, moderator.userId, { suspended: true })).status).toBe(403);
  });

  test("of administrators who take each other's role at once one keeps it, ten times over", async () => {
    for (let round = 0; round < 10; round++) {
      const [anne, bea] = [await staff("admin"), await staff("admin")];
      const taken = round % 2 === 0 ? { roles: ["client"] } : { suspended: true };
      const answers = await Promise.all([
        change(anne, bea.userId, taken),
        change(elsewhere(bea), anne.userId, taken),
      ]);
      const refusal = round % 2 === 0 ? [403] : [401, 403];
      const statuses = answers.map(({ status }) => status).sort();
      expect(statuses[0]).toBe(200);
      expect(refusal).toContain(statuses[1]);
      const left = await server.sql(
        "select id from users where id = any($1) and 'admin' = any(roles) and suspended_at is null",
        [[anne.userId, bea.userId]],
      );
      expect(left).toHaveLength(1);
    }
  });

  test("an unknown account is not found; a change that says nothing, or not why, is refused by field", async () => {
    expect((await change(admin, UNKNOWN, { suspended: true })).body.code).toBe("not_found");
    const { body: someone } = await (await person(server)).get("/me");
    const fields = async (body: Record<string, unknown>) => {
      const answer = await admin.patch(`/admin/users/${someone.id}`, body);
      expect(answer.status).toBe(400);
      return answer.body.errors.map(({ path, code }: Record<string, string>) => `${path} ${code}`);
    };
    expect(await fields({ reason })).toEqual(["/suspended required"]);
    expect(await fields({ suspended: true })).toEqual(["/reason required"]);
    expect(await fields({ suspended: true, reason: "r".repeat(501) })).toEqual(["/reason too_long"]);
    expect(await fields({ roles: [], reason })).toEqual(["/roles too_few"]);
    expect(await fields({ roles: ["client", "client"], reason })).toEqual(["/roles duplicate"]);
    expect(await fields({ roles: ["root"], reason })).toEqual(["/roles/0 invalid_value"]);
  });
});

test("an administrator signs an account out everywhere at once; a moderator does not", async () => {
  const someone = await person(server);
  const end = (by: Person, id: string) =>
    server.api.request("DELETE", `/api/v1/admin/users/${id}/sessions`, { token: by.token, body: { reason } });
  expect((await end(moderator, someone.userId)).status).toBe(403);
  expect((await elsewhere(someone).get("/me")).status).toBe(200);
  expect((await end(admin, someone.userId)).status).toBe(204);
  expect((await elsewhere(someone).get("/me")).status).toBe(401);
  expect((await end(admin, UNKNOWN)).status).toBe(404);
  const audited = await server.sql(
    "select actor_id from audit_entries where action = $1 and resource_id = $2",
    ["user.end_sessions", someone.userId],
  );
  expect(audited).toEqual([{ actor_id: admin.userId }]);
});
