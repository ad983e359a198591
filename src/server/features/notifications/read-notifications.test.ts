import { expect, test } from "vitest";
import { marketWorld } from "../../../../tests/support/market-world.ts";

const world = marketWorld();
const { client, paul } = world;
const french = { headers: { "accept-language": "fr" } };

async function writtenTo() {
  const offer = await world.bid(paul, await world.published());
  const { body } = await client.post(`/offers/${offer}/messages`, { text: `Bonjour ${offer}` });
  return body;
}
const latest = async () => (await paul.get("/me/notifications", french)).body.items[0];
const unread = async () => (await paul.get("/me/notifications/unread-count")).body.count;

test("a message that was read stays in the list with its mission's title, and leads to its conversation", async () => {
  const { conversationId, id } = await writtenTo();
  const told = await latest();
  expect(told.text).toMatch(/^Nouveau message\u00a0: ./);
  await paul.post(`/conversations/${conversationId}/read`, { messageId: id });
  expect(await latest()).toEqual({ ...told, read: true });
  expect(told.path).toContain(conversationId);
});

test("to have read all until an id that is to come reads what there is, and nothing of what comes", async () => {
  await writtenTo();
  await paul.post("/me/notifications/read", { before: "ffffffff-ffff-7fff-bfff-ffffffffffff" });
  expect(await unread()).toBe(0);
  await writtenTo();
  expect(await unread()).toBe(1);
  expect((await latest()).read).toBe(false);
});
