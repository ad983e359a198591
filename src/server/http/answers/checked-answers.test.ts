import { describe, expect, test } from "vitest";
import { marketWorld } from "../../../../tests/support/market-world.ts";
import { missionInput, PASSWORD, person } from "../../../../tests/support/people.ts";

const { server, client } = marketWorld();

const TIMES_OUTSIDE = ["9999-12-31T23:59:59-23:59", "0000-01-01T00:00:00+14:00", "0000-12-31T23:59:59Z"];
const OUTSIDE = expect.objectContaining({ path: "/deadline", code: "outside_calendar" });
const draft = (changes: Record<string, unknown> = {}) => missionInput({ publish: false, ...changes });
const count = async (table: string) => Number((await server.sql(`select count(*) as n from ${table}`))[0]?.n);

describe("a time that no answer could say is refused by its field, and nothing is written", () => {
  test.each(TIMES_OUTSIDE)("%s, of a new draft, of a change, of an extension", async (deadline) => {
    const { body: kept } = await client.post("/missions", draft());
    const before = await count("missions");
    for (const refused of [
      await client.post("/missions", draft({ deadline })),
      await client.patch(`/missions/${kept.id}`, { deadline }),
      await client.post(`/missions/${kept.id}/extend`, { deadline }),
    ]) {
      expect([refused.status, refused.body.errors], refused.text).toEqual([400, [OUTSIDE]]);
    }
    expect(await count("missions")).toBe(before);
    expect((await client.get(`/missions/${kept.id}`)).body.deadline).toBe(kept.deadline);
    expect((await client.get("/me/missions")).status).toBe(200);
  });

  test("the first and the last millisecond that can be said come back", async () => {
    for (const [deadline, same] of [
      ["0001-01-01T00:00:00Z", "0001-01-01T00:00:00.000Z"],
      ["9999-12-31T23:59:59.999Z", "9999-12-31T23:59:59.999Z"],
      ["9999-12-31T23:59:59+23:59", "9999-12-31T00:00:59.000Z"],
    ]) {
      const { status, body } = await client.post("/missions", draft({ deadline }));
      expect([status, body.deadline]).toEqual([201, same]);
      expect((await client.get(`/missions/${body.id}`)).body.deadline).toBe(same);
    }
    expect((await client.get("/me/missions")).status).toBe(200);
  });
});

/** A row that no caller can make and no answer can say. */
describe("a write whose answer is not what its schema says leaves nothing behind", () => {
  test("a mission keeps its title and its version", async () => {
    const { body } = await client.post("/missions", draft());
    await server.sql("update missions set deadline = '20000-01-01' where id = $1", [body.id]);
    const failed = await client.patch(`/missions/${body.id}`, { title: "Un tout autre titre" }).catch(String);
    expect(String(failed)).toContain("→ 500");
    const [row] = await server.sql("select title, version from missions where id = $1", [body.id]);
    expect(row).toEqual({ title: body.title, version: 1 });
  });

  test("so does an account its name, and a sign-in opens no session", async () => {
    const other = await person(server, "Zoé Lacombe");
    await server.sql("update users set created_at = '20000-01-01' where id = $1", [other.userId]);
    const sessions = await count("sessions");
    const renamed = await other.patch("/me", { displayName: "Zoé Lacombe-Roy" }).catch(String);
    const signedIn = await server.api
      .post("/auth/login", { email: other.email, password: PASSWORD })
      .catch(String);
    expect([renamed, signedIn].map(String)).toEqual([
      expect.stringContaining("→ 500"),
      expect.stringContaining("→ 500"),
    ]);
    const [row] = await server.sql("select display_name as name from parties where id = $1", [other.partyId]);
    expect(row).toEqual({ name: "Zoé Lacombe" });
    expect(await count("sessions")).toBe(sessions);
  });
});

test("a request repeated after an upgrade gets the answer of before, though it is no longer what the schema says", async () => {
  const headers = { "idempotency-key": "before-the-upgrade" };
  const input = draft();
  const first = await client.post("/missions", input, { headers });
  await server.sql(
    "update idempotency_keys set response = replace(response, '\"remote\":false,', '') where key = $1",
    ["before-the-upgrade"],
  );
  // Not by the client of tests, which holds answers against today's document.
  const again = await fetch(`${server.url}/api/v1/missions`, {
    method: "POST",
    headers: { ...headers, "content-type": "application/json", authorization: `Bearer ${client.token}` },
    body: JSON.stringify(input),
  });
  const { remote, ...rest } = first.body;
  expect([again.status, await again.json()]).toEqual([201, rest]);
});
