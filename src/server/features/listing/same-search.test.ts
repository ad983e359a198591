import { setTimeout as wait } from "node:timers/promises";
import { afterAll, beforeAll, expect, test } from "vitest";
import { missionInput, type Person, person } from "../../../../tests/support/people.ts";
import { startTestServer, type TestServer } from "../../../../tests/support/server.ts";
import { refreshSearch } from "./search/refresh-search.ts";

/** Longer than a list's answer is fresh. */
const OLD_MS = 2_100;
/** More than a first page puts in order, so that its cursor says where the index goes on, and as of when. */
const MANY = 24;

let server: TestServer;
let client: Person;
beforeAll(async () => {
  server = await startTestServer();
  client = await person(server);
  for (let n = 0; n < MANY; n++)
    await client.post("/missions", missionInput({ title: `Poser le carrelage ${n}` }));
  // What is done in time, and changes what words are worth.
  await refreshSearch(server.resources.database.writer);
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
  const first = await ask("q=carrelage&limit=20");
  // Said in its description alone, it would come after all the others.
  const { body: later } = await client.post(
    "/missions",
    missionInput({ title: "Refaire une terrasse", description: "En carrelage, avec ses joints." }),
  );
  const second = await ask(`q=carrelage&limit=20&cursor=${first.body.nextCursor}`);
  const ids = (answer: typeof first) => answer.body.items.map(({ id }: { id: string }) => id);
  expect(second.body.items).toHaveLength(MANY - 20);
  expect(ids(second)).not.toContain(later.id);
  expect(second.body.nextCursor).toBeNull();
  const anew = await ask("q=carrelage&limit=100");
  expect(ids(anew).at(-1)).toBe(later.id);
  expect(anew.body.items).toHaveLength(MANY + 1);
});
