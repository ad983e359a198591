import fc from "fast-check";
import { expect, test } from "vitest";
import { refusal } from "../../../../tests/support/api-response.ts";
import { marketWorld } from "../../../../tests/support/market-world.ts";
import type { Person } from "../../../../tests/support/people.ts";

const world = marketWorld();
const { server, client, paul, zoe } = world;

/** A conversation with messages of both sides, in the order in which they were written. */
async function conversation(authors: readonly boolean[]) {
  const offer = await world.bid(paul, await world.published());
  const messages: { id: string; byClient: boolean }[] = [];
  let id = "";
  for (const [n, byClient] of authors.entries()) {
    const who = byClient ? client : paul;
    const { body } = await who.post(`/offers/${offer}/messages`, { text: `Message ${offer} ${n}` });
    messages.push({ id: body.id, byClient });
    id = body.conversationId;
  }
  return { id, messages };
}
const unread = async (who: Person, id: string) => (await who.get(`/conversations/${id}`)).body.unread;

test("on whatever devices, in whatever order, the pointer ends at the furthest and the counters agree", async () => {
  const authors = [true, false, true, true, false, false, true, false, true, true];
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.tuple(fc.boolean(), fc.integer({ min: 0, max: authors.length - 1 })), {
        minLength: 1,
        maxLength: 8,
      }),
      async (readings) => {
        const { id, messages } = await conversation(authors);
        // At once, as two devices of each side would.
        const answers = await Promise.all(
          readings.map(([byClient, n]) =>
            (byClient ? client : paul).post(`/conversations/${id}/read`, { messageId: messages[n]?.id }),
          ),
        );
        expect(answers.map(({ status }) => status)).toEqual(readings.map(() => 200));
        for (const [who, isClient] of [
          [client, true],
          [paul, false],
        ] as const) {
          const furthest = Math.max(
            -1,
            ...readings.filter(([byClient]) => byClient === isClient).map(([, n]) => n),
          );
          const left = messages.slice(furthest + 1).filter(({ byClient }) => byClient !== isClient).length;
          expect(await unread(who, id)).toBe(left);
          const { body } = await who.get("/me/conversations?unread=true&limit=100");
          expect(body.items.some((one: { id: string }) => one.id === id)).toBe(left > 0);
          expect(body.unreadConversations).toBe(body.items.length);
          expect((await who.get("/me/conversations/unread-count")).body).toEqual({
            count: body.items.length,
          });
        }
      },
    ),
    { numRuns: 12 },
  );
});

test("messages written at once have ids that ascend with the order of writing", async () => {
  const { id } = await conversation([true]);
  await Promise.all(
    Array.from({ length: 12 }, (_, n) =>
      (n % 2 === 0 ? client : paul).post(`/conversations/${id}/messages`, { text: `À la fois ${id} ${n}` }),
    ),
  );
  const rows = await server.sql<{ id: string }>(
    "select id from messages where conversation_id = $1 order by sent_at, id",
    [id],
  );
  const ids = rows.map((row) => row.id);
  expect(ids).toHaveLength(13);
  expect(ids).toEqual(ids.toSorted());
  const [last] = await server.sql<{ last: string }>(
    "select last_message_id as last from conversations where id = $1",
    [id],
  );
  expect(last?.last).toBe(ids.at(-1));
});

test("a clock that was set back puts no message before an earlier one", async () => {
  const { id, messages } = await conversation([true]);
  // As if the last one had been written in a later hour.
  const ahead = `${(BigInt(`0x${messages[0]?.id.replaceAll("-", "").slice(0, 12)}`) + 3_600_000n).toString(16).padStart(12, "0")}`;
  const later = `${ahead.slice(0, 8)}-${ahead.slice(8)}${messages[0]?.id.slice(13)}`;
  await server.sql("update messages set id = $2 where conversation_id = $1", [id, later]);
  await server.sql("update conversations set last_message_id = $2, last_of_client_id = $2 where id = $1", [
    id,
    later,
  ]);
  const { body } = await paul.post(`/conversations/${id}/messages`, { text: `Après ${id}` });
  expect(body.id > later).toBe(true);
});

test("a message of another conversation moves nothing", async () => {
  const [one, other] = [await conversation([true]), await conversation([true])];
  const path = `/conversations/${one.id}/read`;
  expect(refusal(await paul.post(path, { messageId: other.messages[0]?.id }))).toBe("404 not_found");
  expect(refusal(await zoe.post(path, { messageId: one.messages[0]?.id }))).toBe("404 not_found");
  expect(await unread(paul, one.id)).toBe(1);
});

test("fifty thousand unread are marked by one row", async () => {
  const { id } = await conversation([true]);
  await server.sql(
    `insert into messages (id, conversation_id, mission_id, client_party_id, provider_party_id, author_party_id, author_user_id, text)
     select uuid_v7(), c.id, c.mission_id, c.client_party_id, c.provider_party_id, c.client_party_id, $2, 'Un de plus'
     from conversations c, generate_series(1, 50000) where c.id = $1`,
    [id, client.userId],
  );
  await server.sql(
    `update conversations c set last_message_id = last.id, last_of_client_id = last.id
     from (select id from messages where conversation_id = $1 order by id desc limit 1) last where c.id = $1`,
    [id],
  );
  expect(await unread(paul, id)).toBe(100);
  const { body } = await paul.get(`/conversations/${id}/messages?limit=1`);
  const read = await paul.post(`/conversations/${id}/read`, { messageId: body.items[0].id });
  expect(read.body).toEqual({ lastReadId: body.items[0].id, unread: 0 });
  const [rows] = await server.sql<{ count: number }>(
    "select count(*)::int as count from conversation_reads where conversation_id = $1",
    [id],
  );
  expect(rows?.count).toBe(1);
});
