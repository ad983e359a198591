import { expect, test } from "vitest";
import { emitOf } from "../../../../tests/support/emit.ts";
import { marketWorld } from "../../../../tests/support/market-world.ts";
import { startTestServer } from "../../../../tests/support/server.ts";
import { systemActor } from "../../core/actor.ts";
import { openDatabase } from "../../platform/database/database.ts";
import { giveReminders } from "../notifications/reminders.ts";
import { createTell } from "../notifications/tell.ts";
import { checkRestorations } from "./restored-health.ts";

const { server, client, paul, published, bid } = marketWorld(() =>
  startTestServer({ EMAIL_VERIFICATION: "off" }),
);

/** As the last step of a restore does it, in a database that nobody serves. */
async function restored() {
  const database = openDatabase({ connection: server.access.owner, poolMax: 1, onError: () => {} });
  const snapshotAt = new Date(Date.now() - 3_600_000).toISOString();
  await database
    .transaction((tx) =>
      emitOf(server)(tx, systemActor("swideal backup restore", "test"), "installation.restored", {
        snapshotAt,
      }),
    )
    .finally(() => database.close());
}
const due = async () =>
  (
    await server.sql<{ mails: number; digests: number; read: number }>(
      `select count(*) filter (where mail_due_at is not null)::integer as mails,
         count(*) filter (where delivery in ('digest', 'weekly') and mailed_at is null)::integer as digests,
         count(*)::integer as read
       from notifications`,
    )
  )[0];

test("what an older state would send leaves no more, and stays on the page; nobody is signed in, no link of a mail works, no invitation stands", async () => {
  const mission = await published();
  await bid(paul, mission);
  await server.sql(
    "update notifications set delivery = 'digest', mail_due_at = null where id in (select id from notifications limit 1)",
  );
  await server.sql(
    `update missions set deadline = clock_timestamp() + interval '10 hours', due_at = clock_timestamp() + interval '10 hours',
       published_at = clock_timestamp() - interval '3 days' where id = $1`,
    [mission],
  );
  await server.sql(
    `insert into mail_tokens (token_hash, user_id, purpose, email, expires_at)
     values ('\\x01', $1, 'reset_password', $2, clock_timestamp() + interval '1 hour')`,
    [client.userId, client.email],
  );
  await server.sql("update users set last_seen_on = current_date - 800 where id = $1", [paul.userId]);
  const other = await published();
  await bid(paul, other);
  const before = await due();
  expect(before?.mails).toBeGreaterThan(0);
  expect(before?.digests).toBe(1);

  await restored();
  expect(await due()).toEqual({ mails: 0, digests: 0, read: before?.read });
  const { database } = server.resources;
  await giveReminders(database, createTell(null));
  expect(await due()).toEqual({ mails: 0, digests: 0, read: before?.read });
  expect(await server.sql("select from mail_tokens")).toEqual([]);
  expect((await client.get("/me")).status).toBe(401);
  expect(
    await server.sql("select number from inactivity_warnings where user_id = $1", [paul.userId]),
  ).toEqual([{ number: 1 }]);
  expect(await server.sql("select from timer_pauses where ended_at is null")).toHaveLength(1);
});

test("that a backup was restored without the list of what happened since is said for ever", async () => {
  const { writer } = server.resources.database;
  await checkRestorations(writer);
  const insert = `insert into restorations (backup_id, snapshot_at, restored_at, without_list)
    values (uuid_v7(), '2024-01-01T00:00:00Z', $1, $2)`;
  await server.sql(insert, ["2024-01-02T00:00:00Z", true]);
  await server.sql(insert, ["2026-01-02T00:00:00Z", false]);
  await expect(checkRestorations(writer)).rejects.toThrow(/2024-01-01.*without the list/);
  expect((await server.api.request("GET", "/health")).body.checks.backups).toEqual({ status: "unhealthy" });
});
