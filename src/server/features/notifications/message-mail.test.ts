import { afterAll, expect, test } from "vitest";
import { marketWorld } from "../../../../tests/support/market-world.ts";
import { startTestServer } from "../../../../tests/support/server.ts";
import { type MailBox, startMailBox } from "./testing/mail-box.ts";
import { wakeMails } from "./testing/wake-mails.ts";

let box: MailBox;
const world = marketWorld(async () => {
  box = await startMailBox();
  return startTestServer({ SMTP_URL: `smtp://127.0.0.1:${box.port}` }, { jobs: true });
});
afterAll(() => box.close());

const { server, client, paul, zoe } = world;
const WORDS = "Le code du portail est 4512B";

/** The rows that tell somebody of messages, each with how many minutes its mail waits for; null: none is due. */
const rowsOf = (who: { userId: string }) =>
  server.sql<{ wait: number | null; read: boolean; mailed: boolean }>(
    `select round(extract(epoch from mail_due_at - clock_timestamp()) / 60)::int as wait,
       read_at is not null as read, mailed_at is not null as mailed
     from notifications where user_id = $1 and kind = 'message_received' order by id`,
    [who.userId],
  );
const comesDue = async (who: { userId: string }) => {
  await server.sql(
    "update notifications set mail_due_at = clock_timestamp() where user_id = $1 and mail_due_at is not null",
    [who.userId],
  );
  await wakeMails(server);
};

/** Mails that lead to this conversation. */
const messagesTo = (email: string, conversationId: string) =>
  box.received.filter(
    ({ recipients, raw }) =>
      recipients.includes(email) && raw.replaceAll("=\r\n", "").includes(`/messages/${conversationId}`),
  ).length;

test("three minutes after the first unread message one mail tells of all, without a word of them, and the next waits half an hour", async () => {
  const id = await world.published();
  const offer = await world.bid(paul, id);
  const { body } = await client.post(`/offers/${offer}/messages`, { text: WORDS });
  const write = (text: string) => client.post(`/conversations/${body.conversationId}/messages`, { text });
  await write("Et l'escalier est étroit.");
  expect(await rowsOf(paul)).toEqual([{ wait: 3, read: false, mailed: false }]);
  // Who sends it is woken then, not when a round comes by.
  const woken = await server.sql(
    `select from pgboss.job where name = 'notifications.optional' and state = 'created'
       and start_after between clock_timestamp() + interval '2 minutes' and clock_timestamp() + interval '3 minutes'`,
  );
  expect(woken).toHaveLength(1);
  await comesDue(paul);
  await expect.poll(() => messagesTo(paul.email, body.conversationId), { timeout: 30_000 }).toBe(1);
  const mail = (await box.of(paul.email)).at(-1);
  expect(mail?.text).toContain(`${server.publicUrl}/messages/${body.conversationId}`);
  expect((mail?.text ?? "") + (mail?.html ?? "")).not.toContain("4512B");

  // Read and answered meanwhile: the next message is told again, half an hour after that mail.
  const last = await write("À lundi ?");
  await paul.post(`/conversations/${body.conversationId}/read`, { messageId: last.body.id });
  await write("Ou mardi ?");
  const [first, second] = await rowsOf(paul);
  expect([first, second?.read]).toEqual([{ wait: null, read: true, mailed: true }, false]);
  expect(second?.wait).toBeGreaterThanOrEqual(28);
  expect(second?.wait).toBeLessThanOrEqual(30);
});

test("what was read before its mail was due is told by none, nor a conversation that was muted", async () => {
  const id = await world.published();
  const [read, muted] = [await world.bid(paul, id), await world.bid(zoe, id)];
  const one = (await client.post(`/offers/${read}/messages`, { text: "Bonjour Paul" })).body;
  const other = (await client.post(`/offers/${muted}/messages`, { text: "Bonjour Zoé" })).body;
  await paul.post(`/conversations/${one.conversationId}/read`, { messageId: one.id });
  await zoe.put(`/conversations/${other.conversationId}/mute`, undefined);
  await comesDue(paul);
  await comesDue(zoe);
  const due =
    "select from notifications where kind = 'message_received' and mail_due_at <= clock_timestamp()";
  await expect.poll(async () => (await server.sql(due)).length, { timeout: 30_000 }).toBe(0);
  await client.post(`/conversations/${other.conversationId}/messages`, { text: "Toujours là ?" });
  expect((await rowsOf(zoe)).length).toBe(1);
  expect(messagesTo(paul.email, one.conversationId)).toBe(0);
  expect(messagesTo(zoe.email, other.conversationId)).toBe(0);
});
