import { afterAll, expect, test } from "vitest";
import { startRedis, type TestRedis } from "../support/redis.ts";
import type { TestServer } from "../support/server.ts";
import { memberOf } from "./fields.ts";
import { ask, startLimited } from "./support.ts";

const FEED = "/api/v1/missions";
const closing: (() => Promise<unknown>)[] = [];
const later = <Part extends TestServer | TestRedis>(part: Part): Part => {
  closing.push(() => ("close" in part ? part.close() : part.stop()));
  return part;
};
afterAll(async () => {
  for (const close of closing.reverse()) await close();
});

type Answer = Awaited<ReturnType<typeof ask>>;

/** The feed so many times, one after another. */
async function feeds(
  server: TestServer,
  times: number,
  headers: Record<string, string> = {},
): Promise<Answer[]> {
  const answers: Answer[] = [];
  for (let time = 0; time < times; time++) answers.push(await ask(server, FEED, { headers }));
  return answers;
}

/** Names and values but for what the clock and the counts decide. */
const fieldsOf = (headers: Headers) =>
  Object.fromEntries([...headers].filter(([name]) => name !== "date" && name !== "ratelimit"));

test.each(["in memory", "in Redis"])(
  "an answer that is kept counts like any other and is refused beyond the limit, counted %s",
  async (where) => {
    const redis = where === "in Redis" ? { REDIS_URL: later(await startRedis()).url } : {};
    const server = later(await startLimited({ RATE_LIMIT_GLOBAL: "30/60", ...redis }));
    const answers = await feeds(server, 30);
    const standings = answers.map(({ status, headers }) => [
      status,
      memberOf(headers.get("ratelimit"), "global").r,
    ]);
    expect(standings).toEqual(Array.from({ length: 30 }, (_, at) => [200, 29 - at]));
    const refused = await ask(server, FEED);
    expect(refused.status).toBe(429);
    expect(JSON.parse(refused.text)).toMatchObject({ code: "rate_limited" });
    expect(memberOf(refused.headers.get("ratelimit"), "global").r).toBe(0);
  },
);

test("of many at once no more are answered than the limit allows", async () => {
  const { url } = later(await startRedis());
  const server = later(await startLimited({ RATE_LIMIT_GLOBAL: "40/60", REDIS_URL: url }));
  await ask(server, FEED);
  const statuses = await Promise.all(
    Array.from({ length: 60 }, async () => (await ask(server, FEED)).status),
  );
  expect(statuses.filter((status) => status === 200)).toHaveLength(39);
  expect(statuses.filter((status) => status === 429)).toHaveLength(21);
});

test("the first answer and those that are kept are alike in every field and byte, conditional ones too", async () => {
  const server = later(await startLimited({ RATE_LIMIT_GLOBAL: "1000/60" }));
  for (const encoding of ["identity", "gzip", "br"]) {
    const asked = { "accept-encoding": encoding };
    const [first, ...kept] = await feeds(server, 3, asked);
    for (const answer of kept) {
      expect(fieldsOf(answer.headers)).toEqual(fieldsOf(first?.headers as Headers));
      expect(answer.text).toBe(first?.text);
    }
    const etag = first?.headers.get("etag") ?? "";
    const unchanged = await ask(server, FEED, { headers: { ...asked, "if-none-match": etag } });
    expect([unchanged.status, unchanged.text]).toEqual([304, ""]);
    expect(unchanged.headers.get("content-security-policy")).toContain("default-src 'none'");
  }
});

test("a token that is not good is refused though the answer is kept", async () => {
  const server = later(await startLimited({}));
  await feeds(server, 2);
  expect((await ask(server, FEED, { headers: { authorization: "Bearer nonsense" } })).status).toBe(401);
});
