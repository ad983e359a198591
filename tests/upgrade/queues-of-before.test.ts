import { afterAll, beforeAll, expect, test } from "vitest";
import {
  mailsTo,
  newAddress,
  register,
} from "../../src/server/features/accounts/testing/account-fixtures.ts";
import { openJobs } from "../../src/server/platform/jobs.ts";
import { missionInput, moderator, type Person, person } from "../support/people.ts";
import { startTestServer, type TestServer } from "../support/server.ts";

const REASON = "Le titre nomme une personne qui n’a rien demandé.";
let server: TestServer;
let client: Person;
beforeAll(async () => {
  server = await startTestServer({ EMAIL_VERIFICATION: "off" });
  client = await person(server, "Mairie de Bron");
});
afterAll(() => server.close());

/** As the release before does it: its queues, with its jobs in them. */
async function leave(left: Readonly<Record<string, object>>): Promise<void> {
  const { database } = server.resources;
  const before = await openJobs({
    connection: server.access.application,
    timeZone: "Europe/Paris",
    pollEvery: 60_000,
    scheduling: false,
    onError: () => {},
  });
  const queues = Object.keys(left).map((name) => ({ name, retries: 10, retryDelaySeconds: 5 }));
  // Who works there is the old program, which is gone.
  for (const queue of queues) before.handle(queue, async () => {});
  await before.open();
  await database.transaction(async (tx) => {
    for (const queue of queues) await before.enqueue(tx, queue, left[queue.name] as object);
  });
  await before.stop();
}
const waiting = async (...names: string[]) => {
  const [row] = await server.sql<{ n: number }>(
    "select count(*)::int as n from pgboss.job where name = any($1) and state < 'completed'",
    [names],
  );
  return row?.n;
};

test("mails that wait in queues of an earlier release leave after an upgrade, each once", async () => {
  const judge = await moderator(server);
  const hide = async () => {
    const { body } = await client.post("/missions", missionInput());
    await judge.post(`/admin/missions/${body.id}/hide`, { reason: REASON });
    const [row] = await server.sql<{ id: string }>("select id from restrictions where mission_id = $1", [
      body.id,
    ]);
    return row?.id as string;
  };
  const [first, second, third] = [await hide(), await hide(), await hide()];
  // They were decided while nobody wrote rows; the third was told of by one.
  await server.sql("delete from notifications where subject_id = any($1)", [[first, second]]);
  await server.sql("update notifications set mail_due_at = null, delivery = 'none'");
  const { id } = await register(server, { email: newAddress() });
  await server.sql("update users set email_verified_at = null where id = $1", [id]);
  const [account] = await server.sql<{ version: number; email: string }>(
    "select version, email from users where id = $1",
    [id],
  );
  const left = {
    "moderation.mail": { restrictionId: first },
    "moderation.owner-mail": { restrictionId: second, userId: client.userId },
    "accounts.registration-mail": { kind: "verify", userId: id, version: account?.version },
  };
  await leave(left);
  await leave({
    "moderation.mail": { restrictionId: third },
    "moderation.owner-mail": { restrictionId: first, userId: client.userId },
  });

  await server.resources.jobs.start();
  await expect.poll(() => waiting(...Object.keys(left)), { timeout: 30_000 }).toBe(0);
  expect(await mailsTo(server, account?.email ?? "", 1)).toHaveLength(1);
  const told = await mailsTo(server, client.email, 2);
  expect(told).toHaveLength(2);
  for (const mail of told) expect(mail).toContain(REASON);
  const rows = await server.sql<{ subject_id: string }>(
    "select subject_id from notifications where user_id = $1 and kind = 'mission_hidden'",
    [client.userId],
  );
  expect(rows.map((row) => row.subject_id).sort()).toEqual([first, second, third].sort());
});

test("where no earlier release has left a queue, none is made", async () => {
  const fresh = await startTestServer({}, { jobs: true });
  try {
    const queues = await fresh.sql<{ name: string }>("select name from pgboss.queue");
    const names = queues.map(({ name }) => name);
    expect(names).toContain("accounts.mail");
    for (const name of ["moderation.mail", "moderation.owner-mail", "accounts.registration-mail"])
      expect(names).not.toContain(name);
  } finally {
    await fresh.close();
  }
});
