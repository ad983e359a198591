import { expect, test } from "vitest";
import { marketWorld } from "../../../../tests/support/market-world.ts";
import { startTestServer } from "../../../../tests/support/server.ts";
import { DatabaseClient } from "../../platform/database/client.ts";
import { inBatches } from "../../platform/database/in-batches.ts";
import { deriveKeys } from "../../platform/secrets.ts";
import { forgetOldNotifications } from "./notification-queries.ts";
import { createUnsubscribeTokens } from "./unsubscribe-token.ts";

const PUBLIC_URL = "https://swideal.example";
const world = marketWorld(() => startTestServer({ PUBLIC_URL }));
const https = { headers: { "x-forwarded-proto": "https" } };

test("what somebody is told stands in its list, in its language, until it is read; the rest of the world sees none of it", async () => {
  const { client, paul, zoe } = world;
  const id = await world.published({ title: "Peindre un salon de 30 m²" });
  const offer = await world.bid(paul, id, 90_000);
  await world.bid(zoe, id, 95_000);
  await world.award(offer);
  const { body } = await paul.get("/me/notifications?unread=true");
  const [own] = body.items;
  expect(own).toMatchObject({
    kind: "award_won",
    text: "Votre offre est retenue\u00a0: Peindre un salon de 30 m²",
    path: `/missions/${id}`,
    read: false,
  });
  const english = await paul.get("/me/notifications", { headers: { "accept-language": "en" } });
  expect(english.body.items[0].text).toBe("Your offer is accepted: Peindre un salon de 30 m²");
  expect((await paul.get("/me/notifications/unread-count")).body).toEqual({ count: body.items.length });

  // Another's id changes nothing of anybody's.
  expect((await client.post("/me/notifications/read", { ids: [own.id] })).status).toBe(204);
  expect((await paul.get("/me/notifications/unread-count")).body.count).toBe(body.items.length);
  expect((await paul.post("/me/notifications/read", { ids: [own.id] })).status).toBe(204);
  expect((await paul.get("/me/notifications/unread-count")).body.count).toBe(body.items.length - 1);

  expect((await paul.post("/me/notifications/read", {})).status).toBe(400);
});

test("all up to one is read at once, and what comes later is not", async () => {
  const { client, paul } = world;
  const id = await world.published();
  const offer = await world.bid(paul, id, 90_000);
  const [newest] = (await client.get("/me/notifications")).body.items;
  await client.post("/me/notifications/read", { before: newest.id });
  expect((await client.get("/me/notifications/unread-count")).body.count).toBe(0);
  await world.award(offer);
  await world.move(paul, id, "start");
  const { body } = await client.get("/me/notifications?unread=true");
  expect(body.items.map(({ kind }: { kind: string }) => kind)).toEqual(["work_started"]);
  // The pointer never goes back.
  await client.post("/me/notifications/read", { before: body.items[0].id });
  await client.post("/me/notifications/read", { before: newest.id });
  expect((await client.get("/me/notifications/unread-count")).body.count).toBe(0);
});

test("about what its reader may no longer see the row stays, without a title", async () => {
  const { paul, server } = world;
  const id = await world.published({ title: "Un titre que plus personne ne lit" });
  const offer = await world.bid(paul, id, 90_000);
  await world.award(offer);
  await server.sql("update notifications set mission_id = uuid_v7() where mission_id = $1", [id]);
  const { body } = await paul.get("/me/notifications");
  expect(body.items[0]).toMatchObject({
    kind: "award_won",
    text: "Ce dont il s’agit n’est plus visible",
    path: null,
  });
});

test("service mails cannot be switched off, the others can, each by itself", async () => {
  const { zoe } = world;
  const change = (kind: string, mail = "off") =>
    zoe.patch("/me/notification-preferences", { items: [{ kind, mail }] });
  for (const kind of ["award_won", "no_such_kind"])
    expect((await change(kind)).body.errors).toMatchObject([{ path: "/items/0/kind", code: "not_optional" }]);
  expect((await change("price_beaten", "now")).status).toBe(400);
  const { body } = await change("price_beaten");
  const mails = new Map(body.items.map((one: { kind: string }) => [one.kind, one]));
  expect(mails.get("price_beaten")).toMatchObject({ mail: "off", service: false });
  expect(mails.get("deadline_soon")).toMatchObject({ mail: "instant" });
  expect(mails.get("award_won")).toMatchObject({ mail: "instant", service: true });
  expect(body.mailStopped).toBe(false);
});

/** As a mail provider's machine sends it, not as our pages do. */
async function ask(method: string, token: string, body?: BodyInit, headers: Record<string, string> = {}) {
  const answer = await fetch(`${world.server.url}/api/v1/unsubscribe/${token}`, {
    method,
    headers: { ...https.headers, ...headers },
    redirect: "manual",
    ...(body !== undefined && { body }),
  });
  return `${answer.status} ${await answer.text()}`;
}
const wish = async (wanted = "price_beaten") => {
  const { body } = await world.paul.get("/me/notification-preferences");
  return body.items.find(({ kind }: { kind: string }) => kind === wanted).mail;
};
const again = () =>
  world.paul.patch("/me/notification-preferences", { items: [{ kind: "price_beaten", mail: "instant" }] });
const tokens = () =>
  createUnsubscribeTokens(deriveKeys(world.server.resources.secrets.appKeys, "unsubscribe"));
const ONE_CLICK = "List-Unsubscribe=One-Click";
const FORM = { "content-type": "application/x-www-form-urlencoded" };

test("one click in a mail program switches the mails off; opening the link, in whatever way, does not", async () => {
  const token = tokens().make({ userId: world.paul.userId, scope: "price_beaten" });
  const answer = await fetch(`${world.server.url}/api/v1/unsubscribe/${token}`, {
    redirect: "manual",
    ...https,
  });
  expect([answer.status, answer.headers.get("location")]).toEqual([303, `/desabonnement#token=${token}`]);
  const { headers } = await fetch(`${world.server.url}/api/v1/unsubscribe/${token}`, {
    method: "HEAD",
    redirect: "manual",
    ...https,
  });
  expect(headers.get("location")).toContain("/desabonnement#");
  const nothing: [BodyInit | undefined, Record<string, string>][] = [
    [undefined, {}],
    ["", FORM],
    ["List-Unsubscribe=Two-Clicks", FORM],
    [JSON.stringify({ "List-Unsubscribe": "One-Click" }), { "content-type": "application/json" }],
    [ONE_CLICK, { "content-type": "text/plain" }],
    ["--x\r\nnot a form", { "content-type": "multipart/form-data; boundary=x" }],
    [ONE_CLICK, { ...FORM, cookie: "a=b" }],
    [ONE_CLICK, { ...FORM, origin: "https://elsewhere.example" }],
    [ONE_CLICK, { ...FORM, origin: "null" }],
  ];
  for (const [body, headers] of nothing) expect(await ask("POST", token, body, headers)).toBe("204 ");
  expect(await wish()).toBe("instant");

  expect(await ask("POST", token, ONE_CLICK, FORM)).toBe("204 ");
  expect(await wish()).toBe("off");
  // What it does not name stays as it was.
  expect(await wish("deadline_soon")).toBe("instant");
  await again();
  const form = new FormData();
  form.set("List-Unsubscribe", "One-Click");
  expect(await ask("POST", token, form)).toBe("204 ");
  expect(await wish()).toBe("off");
  await again();
  // Our own page's button.
  expect(await ask("POST", token, ONE_CLICK, { ...FORM, origin: PUBLIC_URL })).toBe("204 ");
  expect(await wish()).toBe("off");
  // It can switch off and nothing else: once more changes nothing.
  expect(await ask("POST", token, ONE_CLICK, FORM)).toBe("204 ");
  const [audited] = await world.server.sql<{ n: string }>(
    "select count(*)::text as n from audit_entries where action = 'notifications.unsubscribe' and resource_id = $1",
    [world.paul.userId],
  );
  expect(audited?.n).toBe("3");
});

test("a token that nobody made, or of what cannot be switched off, gets the same answer and changes nothing", async () => {
  await again();
  const { userId } = world.paul;
  const good = tokens().make({ userId, scope: "price_beaten" });
  const others = [
    "x",
    good.slice(0, -2),
    `${good}A`,
    // Of 64 tokens one begins with an A already.
    `${good.startsWith("A") ? "B" : "A"}${good.slice(1)}`,
    tokens().make({ userId, scope: "award_won" }),
    tokens().make({ userId, scope: "no_such_kind" }),
    tokens().make({ userId: "01890000-0000-7000-8000-000000000000", scope: "price_beaten" }),
    createUnsubscribeTokens(deriveKeys(["A".repeat(43)], "unsubscribe")).make({
      userId,
      scope: "price_beaten",
    }),
  ];
  const chosen = () => world.server.sql("select * from notification_preferences order by user_id, kind");
  const before = await chosen();
  for (const token of others) expect(await ask("POST", token, ONE_CLICK, FORM)).toBe("204 ");
  expect(await chosen()).toEqual(before);
  expect(await ask("POST", tokens().make({ userId, scope: "all" }), ONE_CLICK, FORM)).toBe("204 ");
  const { body } = await world.paul.get("/me/notification-preferences");
  const optional = body.items.filter(({ service }: { service: boolean }) => !service);
  expect(optional.map(({ mail }: { mail: string }) => mail)).toEqual(optional.map(() => "off"));
});

test("a token verifies as long as its key is kept, and no longer", () => {
  const key = (letter: string) => deriveKeys([letter.repeat(43)], "unsubscribe");
  const about = { userId: "01890000-0000-7000-8000-000000000000", scope: "price_beaten" };
  const token = createUnsubscribeTokens(key("A")).make(about);
  expect(createUnsubscribeTokens([...key("B"), ...key("A")]).read(token)).toEqual(about);
  expect(createUnsubscribeTokens(key("B")).read(token)).toBeNull();
});

test("what is a year old is forgotten, read or not; what is younger, or waits for its mail, is not", async () => {
  const { server, paul } = world;
  const yearAgo = Date.now() - 366 * 86_400_000;
  const written = async (at: number, mail: "due" | "none") => {
    const id = `${at.toString(16).padStart(12, "0")}7000a000${Math.random().toString(16).slice(2, 14).padEnd(12, "0")}`;
    const [row] = await server.sql<{ id: string }>(
      `insert into notifications (id, user_id, kind, created_at, service, delivery, mail_due_at)
       values ($1, $2, 'work_started', to_timestamp($3::float8 / 1000), true, 'instant', $4) returning id`,
      [id, paul.userId, at, mail === "due" ? new Date() : null],
    );
    return row?.id;
  };
  const old = [
    await written(yearAgo, "none"),
    await written(yearAgo + 1, "none"),
    await written(yearAgo + 2, "none"),
  ];
  const kept = [await written(yearAgo, "due"), await written(yearAgo + 3 * 86_400_000, "none")];
  await inBatches(server.resources.database, 2, forgetOldNotifications);
  const left = await server.sql<{ id: string }>("select id from notifications where id = any ($1::uuid[])", [
    [...old, ...kept],
  ]);
  expect(left.map(({ id }) => id).sort()).toEqual(kept.sort());
});

test("a list, however long, asks one statement after another: it does not take the connections of everybody else", async () => {
  const { paul, server } = world;
  await server.sql(
    `insert into notifications (user_id, party_id, kind, mission_id, service, delivery)
     select $1, $2, 'work_started', $3, true, 'none' from generate_series(1, 30)`,
    [paul.userId, paul.partyId, await world.published()],
  );
  const { query } = DatabaseClient.prototype;
  let [running, most] = [0, 0];
  DatabaseClient.prototype.query = function (...args) {
    running += 1;
    most = Math.max(most, running);
    return query.apply(this, args).finally(() => {
      running -= 1;
    });
  };
  const { body } = await paul.get("/me/notifications?limit=30").finally(() => {
    DatabaseClient.prototype.query = query;
  });
  expect(body.items).toHaveLength(30);
  expect(most).toBeLessThan(4);
});
