import { afterAll, beforeAll, expect, test } from "vitest";
import { startTestServer, type TestServer } from "../support/server.ts";
import { takeIn } from "./taken-in.ts";
import { usualBodies } from "./usual-bodies.ts";

/** More with TAKEN_IN=200, others with FUZZ_SEED=7: see the drill of this name. */
const PER_OPERATION = Number(process.env.TAKEN_IN ?? 6);
const SEED = Number(process.env.FUZZ_SEED ?? 20_261_129);

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer({ LOG_LEVEL: process.env.LOG_LEVEL ?? "silent" }, { jobs: true });
});
afterAll(() => server.close());

test("whatever a route accepts is answered, as described, by every route that shows it and to every kind of reader", {
  timeout: 120_000 + PER_OPERATION * 60_000,
}, async () => {
  const { findings, accepted, reads } = await takeIn(server, { perOperation: PER_OPERATION, seed: SEED });
  console.log(`${[...accepted.values()].reduce((a, b) => a + b, 0)} bodies accepted, ${reads} readings`);
  console.log([...accepted].map(([id, count]) => `  ${id.padEnd(28)} ${count}`).join("\n"));
  expect(findings).toEqual([]);
  // Each usual body is sent as it is, so none of these can be missed by chance.
  expect(Object.keys(usualBodies).filter((operation) => !accepted.has(operation))).toEqual([]);
  expect(reads).toBeGreaterThan(500);
});
