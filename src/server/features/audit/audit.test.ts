import { afterAll, beforeAll, expect, test } from "vitest";
import { startTestServer, type TestServer } from "../../../../tests/support/server.ts";
import { systemActor } from "../../core/actor.ts";
import { recordAudit } from "./audit.ts";

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.close());

const record = (changes: Record<string, string>, result: "done" | "refused" = "done") =>
  server.resources.database.transaction((tx) =>
    recordAudit(tx, systemActor("test", "r"), {
      action: "party.create",
      resource: { type: "party", id: null },
      result,
      changes,
    }),
  );

test("an entry holds what its action names and nothing else: a key that was slipped in writes no entry at all", async () => {
  const count = async () =>
    (await server.sql("select from audit_entries where action = 'party.create'")).length;
  await record({ kind: "company" });
  expect(await count()).toBe(1);
  const slipped = { kind: "company", password: "une phrase de passe" };
  await expect(record(slipped)).rejects.toThrow("an entry of party.create may not hold password");
  await expect(record({ reason: "forbidden" })).rejects.toThrow("may not hold reason");
  await record({ reason: "forbidden", route: "POST /api/v1/parties" }, "refused");
  expect(await count()).toBe(2);
});
