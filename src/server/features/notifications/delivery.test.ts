import { afterAll, expect, test } from "vitest";
import { freePort } from "../../../../tests/support/free-port.ts";
import { marketWorld } from "../../../../tests/support/market-world.ts";
import type { Person } from "../../../../tests/support/people.ts";
import { startTestServer, type TestServer } from "../../../../tests/support/server.ts";
import { type MailBox, readMail, startMailBox } from "./testing/mail-box.ts";
import { wakeMails } from "./testing/wake-mails.ts";

const REASON = { reason: "Le besoin a changé depuis hier." };
const refused = new Set<string>();
let port = 0;
let box: MailBox | null = null;
const openBox = async () => {
  box = await startMailBox(
    {
      onRcptTo: ({ address }, _session, done) =>
        refused.has(address) ? done(Object.assign(new Error("no such user"), { responseCode: 550 })) : done(),
    },
    port,
  );
  return box;
};
const world = marketWorld(async () => {
  port = await freePort();
  return startTestServer(
    { SMTP_URL: `smtp://127.0.0.1:${port}`, PUBLIC_URL: "https://swideal.example" },
    { jobs: true },
  );
});
afterAll(() => box?.close());

const { server } = world;
/** As if this long had passed for whatever waits to be tried again. */
const laterBy = (interval: string) =>
  server.sql(
    "update notifications set mail_due_at = mail_due_at - $1::interval where mail_due_at is not null",
    [interval],
  );
const waiting = async () => {
  const [row] = await server.sql<{ n: string }>(
    "select count(*) as n from notifications where mail_due_at is not null",
  );
  return Number(row?.n);
};
const triesOf = async (who: Person) => {
  const [row] = await server.sql<{ tries: number }>(
    "select max(mail_tries) as tries from notifications where user_id = $1",
    [who.userId],
  );
  return row?.tries ?? 0;
};
const settled = async (on: TestServer = server) => {
  await expect
    .poll(
      async () => {
        await wakeMails(on);
        return waiting();
      },
      { timeout: 30_000, interval: 300 },
    )
    .toBe(0);
};

test("while no mail server answers nothing is lost: after an hour each mail comes once, in the order in which it happened", async () => {
  const { client, paul } = world;
  const { id } = await world.missionIn("awarded");
  await expect.poll(() => triesOf(paul), { timeout: 30_000 }).toBeGreaterThan(0);
  await world.move(paul, id, "start");
  await world.move(paul, id, "deliver");
  await world.move(client, id, "request-changes", REASON);
  await world.move(paul, id, "deliver");
  await world.move(client, id, "complete");
  const opened = await openBox();
  await laterBy("1 hour");
  await settled();
  const subjects = async (who: Person) =>
    (await opened.of(who.email)).map(({ subject }) => subject.split("\u00a0:")[0]);
  expect(await subjects(paul)).toEqual([
    "Votre offre est retenue",
    "Corrections demandées",
    "Travail accepté",
  ]);
  const own = (await subjects(client)).filter((subject) => subject !== "Nouvelle offre");
  expect(own).toEqual([
    "Le travail a commencé",
    "Travail livré, à vous de l’accepter",
    "Travail livré, à vous de l’accepter",
  ]);
  for (const { headers } of await opened.of(paul.email))
    expect(headers.references).toBe(`<mission.${id}@swideal.example>`);
});

test("two instances that are woken at once send each mail once", async () => {
  const second = await server.another();
  try {
    const before = box?.received.length ?? 0;
    const missions = await Promise.all(Array.from({ length: 4 }, () => world.missionIn("cancelled")));
    await Promise.all([settled(), settled(second)]);
    const came = (box?.received.slice(before) ?? []).map((mail) => readMail(mail).headers["message-id"]);
    expect(new Set(came).size).toBe(came.length);
    const cancelled = await server.sql<{ id: string }>(
      "select id from notifications where kind = 'mission_cancelled' and mission_id = any($1)",
      [missions.map(({ id }) => id)],
    );
    expect(cancelled).toHaveLength(8);
    for (const { id } of cancelled) expect(came).toContain(`<${id}@swideal.example>`);
  } finally {
    await second.close();
  }
});

test("an address that is refused for good twice gets no optional mails any more, and still each service mail once it takes them", async () => {
  const { client, paul, zoe } = world;
  refused.add(client.email);
  const id = await world.published();
  await world.bid(paul, id, 90_000);
  await expect.poll(() => triesOf(client), { timeout: 30_000 }).toBeGreaterThan(0);
  await laterBy("1 hour");
  await settled();
  expect((await client.get("/me/notification-preferences")).body.mailStopped).toBe(true);
  refused.delete(client.email);
  const before = (await (box as MailBox).of(client.email, 0)).length;
  const other = await world.published();
  await world.bid(zoe, other, 90_000);
  await settled();
  expect((await (box as MailBox).of(client.email, 0)).length).toBe(before);
  await world.passDeadline(other);
  await wakeMails(server);
  const mails = await (box as MailBox).of(client.email, before + 1);
  expect(mails.at(-1)?.subject).toContain("À vous de choisir");
  // It takes mails again.
  expect((await client.get("/me/notification-preferences")).body.mailStopped).toBe(false);
});

test("what is switched off is not mailed; beyond ten optional mails a day the rest joins the digest", async () => {
  const { client, paul } = world;
  const delivery = async (missionId: string) => {
    const rows = await server.sql<{ delivery: string; mailed: boolean }>(
      "select delivery, mailed_at is not null as mailed from notifications where mission_id = $1 and kind = 'offer_received'",
      [missionId],
    );
    return rows.map(({ delivery, mailed }) => `${delivery} ${mailed}`);
  };
  const bidding = async () => {
    const id = await world.published();
    await world.bid(paul, id, 90_000);
    return id;
  };
  await client.patch("/me/notification-preferences", { items: [{ kind: "offer_received", mail: "off" }] });
  const silent = await bidding();
  expect(await delivery(silent)).toEqual(["none false"]);
  await client.patch("/me/notification-preferences", {
    items: [{ kind: "offer_received", mail: "instant" }],
  });
  await server.sql(
    `insert into notifications (user_id, kind, service, delivery, mailed_at)
     select $1, 'deadline_soon', false, 'instant', clock_timestamp() from generate_series(1, 10)`,
    [client.userId],
  );
  const eleventh = await bidding();
  await laterBy("1 day");
  await settled();
  expect(await delivery(eleventh)).toEqual(["digest false"]);
});
