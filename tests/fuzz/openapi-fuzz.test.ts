import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { sample } from "../support/depth.ts";
import { startTestServer, type TestServer } from "../support/server.ts";
import { fuzzRequests } from "./fuzz-requests.ts";
import { createFuzzWorld } from "./fuzz-world.ts";
import { judge } from "./judge.ts";
import { type Operation, readApiDocument } from "./operations.ts";
import { createSender } from "./send.ts";
import { createTally } from "./tally.ts";

/** More with FUZZ_REQUESTS=50000, others with FUZZ_SEED=7; LOG_LEVEL=error says why something failed. */
const REQUESTS = Number(process.env.FUZZ_REQUESTS ?? sample(3_000, 20_000));
const SEED = Number(process.env.FUZZ_SEED ?? 20_261_122);
const MORE = 24;
const ROUNDS = Math.max(3, Math.round(REQUESTS / 1_000));

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer({ LOG_LEVEL: process.env.LOG_LEVEL ?? "silent" }, { jobs: true });
});
afterAll(() => server.close());

test("thousands of requests made from the server's own description, most of them hostile: no failure, and each answer as described", {
  timeout: 60_000 + REQUESTS * 100,
}, async () => {
  const prototype = Object.getOwnPropertyNames(Object.prototype).join();
  const { operations, resolve } = await readApiDocument(server.url);
  const world = await createFuzzWorld(server);
  const sender = createSender(server.url);
  const tally = createTally();
  const findings: string[] = [];
  const perOperation = Math.ceil(REQUESTS / operations.length / ROUNDS);

  const attack = async (operation: Operation, seed: number, numRuns: number) => {
    const requests = fuzzRequests(operation, { resolve, known: world.known });
    const property = fc.asyncProperty(requests, async (fuzzed) => {
      const sent = world.render(operation, fuzzed);
      try {
        const answer = await sender.send(sent);
        tally.add(operation, sent, answer);
        await judge(server.url, operation, sent, answer);
        await world.learn(operation, fuzzed, answer);
      } catch (error) {
        throw new Error(`${(error as Error).message}\n${describe(sent)}`);
      }
    });
    const { failed, errorInstance } = await fc.check(property, { seed, numRuns });
    if (failed) findings.push(`${operation.id}, seed ${seed}: ${(errorInstance as Error).message}`);
  };
  for (let round = 0; round < ROUNDS; round++) {
    await world.refill();
    for (const [n, operation] of operations.entries())
      await attack(operation, SEED + round * 1_000 + n, perOperation);
  }
  // Some are open to few callers, or with few of the ids: they are asked until one of them may.
  await world.refill();
  for (const [n, operation] of operations.entries())
    for (let more = 0; more < MORE && tally.unreached([operation]).length > 0; more++)
      await attack(operation, SEED + 100_000 + more * 1_000 + n, 25);
  const outliers = await tally.slowEverTime(sender);
  sender.close();

  console.log(tally.summary());
  expect(findings).toEqual([]);
  expect(tally.unreached(operations)).toEqual([]);
  expect(outliers).toEqual([]);
  expect(Object.getOwnPropertyNames(Object.prototype).join()).toBe(prototype);
  expect((await server.api.request("GET", "/livez")).status).toBe(200);
});

function describe({ method, target, headers, body }: Parameters<ReturnType<typeof createSender>["send"]>[0]) {
  return `${method} ${target.slice(0, 500)}\n${JSON.stringify(headers)}\n${body?.toString("latin1").slice(0, 1_000) ?? "no body"}`;
}
