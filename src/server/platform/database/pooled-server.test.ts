import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { missionInput, offerInput, person } from "../../../../tests/support/people.ts";
import { startPgBouncer, type TestPgBouncer } from "../../../../tests/support/pgbouncer.ts";
import { startTestServer, type TestServer } from "../../../../tests/support/server.ts";
import { mailsWorkedOff } from "../../features/accounts/testing/account-fixtures.ts";

const POOL_SIZE = 5;
const AT_ONCE = 32;

let pooler: TestPgBouncer;
let server: TestServer;
beforeAll(async () => {
  pooler = await startPgBouncer({
    server: inject("postgres"),
    users: ["swideal_app"],
    poolMode: "transaction",
    poolSize: POOL_SIZE,
  });
  const { host, port } = pooler;
  server = await startTestServer(
    { DATABASE_POOL_MAX: String(AT_ONCE) },
    { jobs: true, through: (direct) => ({ ...direct, host, port }) },
  );
});
afterAll(async () => {
  await server.close();
  await pooler.stop();
});

test("the server serves reads, writes and jobs behind a PgBouncer in transaction mode, 32 at once", async () => {
  const [client, ...providers] = await Promise.all(
    Array.from({ length: 5 }, (_, n) => person(server, `Personne ${n}`)),
  );
  if (client === undefined) throw new Error("nobody");
  const statuses: number[] = [];
  const story = async (n: number) => {
    const key = { headers: { "idempotency-key": `story-${n}` } };
    const input = missionInput();
    const [created, again] = [
      await client.post("/missions", input, key),
      await client.post("/missions", input, key),
    ];
    const { id } = created.body;
    const offers = await Promise.all(
      providers.map((provider) => provider.post(`/missions/${id}/offers`, offerInput(300_000 - n))),
    );
    const [first] = offers;
    const reads = await Promise.all([
      server.api.get(`/missions/${id}`),
      server.api.get("/missions?sort=newest&limit=5"),
      server.api.get("/missions?q=electrique"),
      client.get(`/missions/${id}/offers`),
      client.get("/me/missions"),
      server.api.get("/places?q=lyon"),
    ]);
    const awarded = await client.post(`/offers/${first?.body.id}/award`);
    statuses.push(...[created, again, ...offers, ...reads, awarded].map(({ status }) => status));
    expect(again.body.id).toBe(id);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, (_, n) => story(n)));
  expect([...new Set(statuses)].sort()).toEqual([200, 201]);

  await server.api.post("/auth/password/forgot", { email: client.email });
  await mailsWorkedOff(server);
  expect((await readdir(join(server.dataDir, "mails"))).length).toBeGreaterThan(0);

  const connections = await server.sql<{ program: string; n: number }>(
    `select count(*)::int as n from pg_stat_activity
     where datname = current_database() and usename = 'swideal_app'`,
  );
  expect(connections[0]?.n).toBeLessThanOrEqual(POOL_SIZE);
});
