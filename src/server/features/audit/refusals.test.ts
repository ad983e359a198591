import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startTestServer, type TestServer } from "../../../../tests/support/server.ts";
import type { AuditedActionName } from "../../core/audited-actions.ts";
import { ofDatabase } from "../../platform/database/database-errors.ts";
import { createRefusalLog, type Refusal } from "./refusals.ts";

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.close());

const uuid = (n: number) => `00000000-0000-7000-8000-${String(n).padStart(12, "0")}`;

/** A wrong password for this account from this address; each test has an action of its own. */
const refusal = (action: AuditedActionName, account: string | null, address = "203.0.113.7"): Refusal => ({
  actor: { kind: "visitor", requestId: "r", address, userAgent: null, page: null, arrivedAt: 0 },
  action,
  resource: { type: "user", id: account },
  reason: "password",
  route: "POST /api/v1/auth/login",
});

const entries = (action: string) =>
  server.sql<{ result: string; account: string | null; count: number; reason: string }>(
    `select e.result, e.resource_id as account, (d.changes ->> 'count')::int as count, d.changes ->> 'reason' as reason
     from audit_entries e join audit_details d on d.entry_at = e.at and d.entry_id = e.id
     where e.action = $1 order by e.at, e.id`,
    [action],
  );

const silent = { warn: () => {}, error: () => {} };
const open = (changes: Partial<Parameters<typeof createRefusalLog>[0]> = {}) =>
  createRefusalLog({ database: server.resources.database, log: silent, ...changes });

describe("what was refused", () => {
  it("stands in the log within moments; what is equal is one entry more when the minute is over, with its count", async () => {
    let clock = 0;
    const log = open({ now: () => clock });
    for (let n = 0; n < 3; n++) log.note(refusal("session.login", uuid(1)));
    const ofAccount = async () =>
      (await entries("session.login")).filter(({ account }) => account === uuid(1));
    const first = { result: "refused", account: uuid(1), reason: "password" };
    await expect.poll(ofAccount).toEqual([{ ...first, count: 3 }]);
    for (let n = 0; n < 5; n++) log.note(refusal("session.login", uuid(1), `198.51.100.${n}`));
    clock = 59_000;
    // One of another kind is written by the same look, or a later one, that leaves these where they are.
    log.note(refusal("session.login", uuid(2)));
    await expect.poll(async () => (await entries("session.login")).length).toBe(2);
    expect(await ofAccount()).toEqual([{ ...first, count: 3 }]);
    clock = 60_000;
    await expect.poll(ofAccount).toEqual([
      { ...first, count: 3 },
      { ...first, count: 5 },
    ]);
    await log.close();
    expect((await ofAccount()).length).toBe(2);
  });

  it("100,000 times, of as many accounts and from as many networks as one likes, is at most 2,000 entries, and none is lost", async () => {
    const before = (await entries("request.refuse_others")).length;
    const log = open();
    for (let n = 0; n < 100_000; n++) {
      const address = `2001:db8:${(n % 7_000).toString(16)}::1`;
      log.note(refusal("account.reauthenticate", n % 2 === 0 ? uuid(n % 5_000) : null, address));
    }
    await log.close();
    const named = await entries("account.reauthenticate");
    const rest = (await entries("request.refuse_others")).slice(before);
    expect(named.length + rest.length).toBeLessThanOrEqual(2_000);
    expect(named.length).toBe(1_000);
    expect(rest).toMatchObject([{ result: "refused", account: null }]);
    const counted = [...named, ...rest].reduce((sum, { count }) => sum + count, 0);
    expect(counted).toBe(100_000);
  });

  it("by an unknown account is counted by the network that it comes from: an IPv6 /64 is one", async () => {
    const log = open();
    for (const address of ["2001:db8::1", "2001:db8::2", "2001:db8:0:1::1", "192.0.2.1", "192.0.2.2"])
      log.note(refusal("session.refresh", null, address));
    await log.close();
    expect((await entries("session.refresh")).map(({ count }) => count).sort()).toEqual([1, 1, 1, 2]);
  });

  it("waits while the database is away and is written when it is back, with those that came meanwhile", async () => {
    let away = true;
    const comeBack = () => {
      away = false;
    };
    const { database } = server.resources;
    const log = open({
      database: {
        transaction: (work) => {
          if (!away) return database.transaction(work);
          const lost = Object.assign(new Error("connect ECONNREFUSED"), { code: "ECONNREFUSED" });
          return Promise.reject(ofDatabase(lost));
        },
      },
      log: { ...silent, warn: comeBack },
    });
    log.note(refusal("session.use", uuid(3)));
    await expect.poll(() => away).toBe(false);
    log.note(refusal("session.use", uuid(3)));
    await log.close();
    expect((await entries("session.use")).reduce((sum, { count }) => sum + count, 0)).toBe(2);
  });

  it("and cannot be written by the end is told to the operator, with how much it is", async () => {
    const told: unknown[] = [];
    const lost = Object.assign(new Error("connect ECONNREFUSED"), { code: "ECONNREFUSED" });
    const log = open({
      database: { transaction: () => Promise.reject(ofDatabase(lost)) },
      log: { ...silent, error: (about: unknown) => void told.push(about) },
    });
    for (let n = 0; n < 4; n++) log.note(refusal("session.use", uuid(n)));
    await log.close();
    expect(told).toMatchObject([{ lost: 4 }]);
  });

  it("takes nothing with it when one of its entries cannot be written", async () => {
    const told: unknown[] = [];
    const log = open({ log: { ...silent, error: (about: unknown) => void told.push(about) } });
    const good = refusal("session.end", uuid(1));
    log.note({ ...good, resource: { type: "user", id: "no id" } });
    log.note(good);
    await log.close();
    expect(told).toMatchObject([{ action: "session.end" }]);
    expect(await entries("session.end")).toMatchObject([{ account: uuid(1), count: 1 }]);
  });
});
