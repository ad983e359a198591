import { setTimeout as wait } from "node:timers/promises";
import { afterAll, beforeAll, expect, test } from "vitest";
import { missionInput, type Person, person } from "../../../../tests/support/people.ts";
import { startTestServer, type TestServer } from "../../../../tests/support/server.ts";

/** Longer than a list's answer is fresh. */
const OLD_MS = 2_100;

let server: TestServer;
let client: Person;
beforeAll(async () => {
  server = await startTestServer();
  client = await person(server);
  for (let n = 0; n < 3; n++)
    await client.post("/missions", missionInput({ title: `Poser le carrelage ${n}` }));
});
afterAll(() => server.close());

const ask = (query: string, etag?: string | null) =>
  server.api.get(`/missions?${query}`, etag ? { headers: { "if-none-match": etag } } : {});

test.each(["q=carrelage&limit=2", "q=carrelage&limit=2&sort=newest", "limit=2"])(
  "the same search asked again has the same bytes while nothing is published, and is not sent twice: %s",
  async (query) => {
    const first = await ask(query);
    expect(first.body.items).toHaveLength(2);
    expect(first.body.nextCursor).not.toBeNull();
    await wait(OLD_MS);
    expect((await ask(query)).text).toBe(first.text);
    await wait(OLD_MS);
    expect((await ask(query, first.headers.get("etag"))).status).toBe(304);
  },
);

test("what is published after the first page is on none that follows, and on the next first page", async () => {
  const first = await ask("q=carrelage&limit=2");
  const { body: later } = await client.post(
    "/missions",
    missionInput({ title: "Poser le carrelage, encore" }),
  );
  const second = await ask(`q=carrelage&limit=2&cursor=${first.body.nextCursor}`);
  const ids = (answer: typeof first) => answer.body.items.map(({ id }: { id: string }) => id);
  expect(second.body.items).toHaveLength(1);
  expect(ids(second)).not.toContain(later.id);
  const anew = await ask("q=carrelage&limit=100");
  expect(ids(anew)).toContain(later.id);
  expect(anew.body.items).toHaveLength(4);
});
