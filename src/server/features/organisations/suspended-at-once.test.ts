import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { missionInput, moderator, type Person, person } from "../../../../tests/support/people.ts";
import { startTestServer, type TestServer } from "../../../../tests/support/server.ts";
import { addMember, found, invite, member } from "./testing/organisation-fixtures.ts";

type Answer = Awaited<ReturnType<Person["post"]>>;

let server: TestServer;
let staff: Person;
beforeAll(async () => {
  server = await startTestServer({}, { jobs: true });
  staff = await moderator(server);
});
afterAll(() => server.close());

const suspend = (someone: Person) =>
  staff.patch(`/admin/users/${someone.userId}`, { suspended: true, reason: "Fraude répétée." });
const owned = async (party: string) =>
  (
    await server.sql("select custody_since is not null as cared from organisations where party_id = $1", [
      party,
    ])
  )[0];

async function waiting(): Promise<number> {
  const rows = await server.sql(
    "select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'",
  );
  return rows.length;
}

/**
 * Asks while the account is being suspended: the suspension has looked at what it owns and is not committed yet, for it
 * waits for a mission of the account's.
 */
async function whileSuspended(someone: Person, ask: () => Promise<Answer>): Promise<Answer> {
  const mission = (await someone.post("/missions", missionInput())).body.id as string;
  const { asked, suspended } = await server.resources.database.transaction(async (tx) => {
    await sql`select from missions where id = ${mission} for update`.execute(tx);
    const suspended = suspend(someone);
    await expect.poll(waiting, { timeout: 20_000 }).toBe(1);
    let answered = false;
    const asked = ask().finally(() => {
      answered = true;
    });
    await expect.poll(async () => answered || (await waiting()) === 2, { timeout: 20_000 }).toBe(true);
    return { asked, suspended };
  });
  expect((await suspended).status).toBe(200);
  return asked;
}

describe("an organisation has an owner who can act, or is cared for, also when at that very moment", () => {
  test("moderators name somebody its owner whose account others suspend", async () => {
    const owner = await person(server);
    const party = await found(owner);
    const next = await member(server, party);
    await owner.post(`/parties/${party}/handover`);
    const named = await whileSuspended(next, () =>
      staff.patch(`/parties/${party}/members/${next.userId}`, { role: "owner" }),
    );
    expect([named.status, await owned(party)]).toEqual([200, { cared: true }]);
  });

  test("somebody founds it whose account is suspended", async () => {
    const founder = await person(server);
    const founded = await whileSuspended(founder, () =>
      founder.post("/parties", { kind: "company", displayName: "Trop tard" }),
    );
    expect([founded.status, founded.body.code]).toEqual([403, "suspended"]);
    expect(await server.sql("select from organisations where founded_by = $1", [founder.userId])).toEqual([]);
  });

  test("somebody joins it, or invites to it, whose account is suspended", async () => {
    const owner = await person(server);
    const party = await found(owner);
    const guest = await person(server);
    const token = await invite(server, owner, party, guest.email);
    const joined = await whileSuspended(guest, () => guest.post("/invitations/accept", { token }));
    expect([joined.status, joined.body.code]).toEqual([403, "suspended"]);
    const colleague = await person(server);
    await addMember(server, party, colleague.userId, "manager");
    const invited = await whileSuspended(colleague, () =>
      colleague.post(`/parties/${party}/invitations`, { email: "un@exemple.fr" }),
    );
    expect([invited.status, invited.body.code]).toEqual([403, "suspended"]);
  });
});
