import pg from "pg";
import { afterAll, describe, expect, test } from "vitest";
import { marketWorld } from "../../../../tests/support/market-world.ts";
import type { Person } from "../../../../tests/support/people.ts";
import { startTestServer } from "../../../../tests/support/server.ts";
import { type MailBox, startMailBox } from "./testing/mail-box.ts";
import { ownDelivery } from "./testing/own-delivery.ts";

let box: MailBox;
/** What happens while a mail server takes the next mail. */
let meanwhile: () => Promise<unknown> = async () => {};
const world = marketWorld(async () => {
  box = await startMailBox({ onMailFrom: (_address, _session, done) => void meanwhile().then(() => done()) });
  return startTestServer();
});
afterAll(() => box.close());
const { server } = world;
const send = () => ownDelivery(server, box).send(true);

/** The ids of the mails that came to somebody since the last question, in order. */
const asked = new Map<string, number>();
async function idsOf({ email }: Person): Promise<(string | undefined)[]> {
  const all = (await box.of(email, 0)).map(({ headers }) => headers["message-id"]);
  const fresh = all.slice(asked.get(email) ?? 0);
  asked.set(email, all.length);
  return fresh;
}

/** Both providers are told that this many missions are cancelled. */
async function cancelled(count: number): Promise<void> {
  for (let n = 0; n < count; n += 1) await world.missionIn("cancelled");
}

/** Refuses each note that a mail to somebody was sent, until what it gives back is called. */
async function refuseNotes({ userId }: Person, when: "at once" | "at the commit") {
  const how = when === "at once" ? "" : "deferrable initially deferred";
  await server.sql(`create or replace function refuse() returns trigger language plpgsql as
    'begin raise exception ''the note is refused''; end'`);
  await server.sql(`create constraint trigger refuse after update on notifications ${how} for each row
    when (new.mailed_at is not null and new.user_id = '${userId}') execute function refuse()`);
  return () => server.sql("drop trigger refuse on notifications");
}

describe("the note that a mail was sent", () => {
  test("is lost with its connection once the mail was taken: the mail comes again under the same Message-ID, and then no more", async () => {
    const { paul, zoe } = world;
    await cancelled(1);
    // Nobody else may end what this role has begun.
    const asItself = new pg.Client(server.access.application);
    await asItself.connect();
    let lost = 0;
    meanwhile = async () => {
      meanwhile = async () => {};
      const { rowCount } = await asItself.query(
        // Whoever holds a person's turn, and waits for the mail server.
        `select pg_terminate_backend(pid) from pg_stat_activity join pg_locks using (pid)
         where datname = current_database() and state = 'idle in transaction' and locktype = 'advisory'`,
      );
      lost = rowCount ?? 0;
    };
    await expect(send()).rejects.toThrow("some mails");
    await asItself.end();
    expect(lost).toBe(1);
    await send();
    await send();
    const ids = [await idsOf(paul), await idsOf(zoe)].sort((a, b) => a.length - b.length);
    expect(ids.map((some) => some.length)).toEqual([1, 2]);
    expect(new Set(ids[1]).size).toBe(1);
  });

  test("cannot be written: no mail leaves, and once it can be, one", async () => {
    const { paul, zoe } = world;
    await cancelled(1);
    const allow = await refuseNotes(paul, "at once");
    await send();
    await send();
    expect([await idsOf(paul), (await idsOf(zoe)).length]).toEqual([[], 1]);
    await allow();
    await server.sql("update notifications set mail_due_at = mail_due_at - interval '1 hour'");
    await send();
    expect(await idsOf(paul)).toHaveLength(1);
  });

  test("is refused as it commits: the mail is not sent again and again while others' mails leave", async () => {
    const { paul, zoe } = world;
    await cancelled(3);
    const allow = await refuseNotes(paul, "at the commit");
    await expect(send()).rejects.toThrow("some mails");
    expect((await idsOf(zoe)).length).toBe(3);
    const [first, ...more] = await idsOf(paul);
    expect(more).toEqual([]);
    await allow();
    await send();
    const ids = await idsOf(paul);
    expect(ids).toHaveLength(3);
    expect(ids[0]).toBe(first);
  });
});
