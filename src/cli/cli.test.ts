import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeAll, beforeEach, describe, expect, inject, test } from "vitest";
import { createTestDatabase } from "../../tests/support/server.ts";
import { ensureBuiltPages } from "./build-pages.ts";
import { addressesOf, commandLine, expectOneLine } from "./testing/command-line.ts";
import { version } from "./version.ts";

let dataDir: string;
const { begin, swideal, killAll } = commandLine(() => dataDir);

beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), "swideal-cli-"));
});
afterEach(async () => {
  killAll();
  await rm(dataDir, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
});

describe("usage", { timeout: 300_000 }, () => {
  test("every command explains itself, and the whole does", async () => {
    const whole = await swideal(["--help"]);
    expect(whole.code).toBe(0);
    for (const command of ["start", "serve", "migrate", "demo", "secrets", "admin", "record", "doctor"]) {
      expect(whole.output).toContain(command);
    }
    expect(await swideal(["--version"])).toMatchObject({ code: 0, output: `${version}\n` });
    const one = await swideal(["migrate", "--help"]);
    expect([one.code, one.output]).toEqual([0, expect.stringContaining("--check")]);
  });

  test("wrong usage is exit code 2, also a wrong environment, with every name", async () => {
    for (const args of [
      ["fly"],
      ["demo"],
      ["demo", "--missions", "many"],
      ["admin", "create"],
      ["secrets", "--loud"],
      ["record", "export", "mine"],
    ]) {
      expect([args, (await swideal(args)).code]).toEqual([args, 2]);
    }
    const environment = await swideal(["migrate"], { PORT: "high", CURRENCY: "gold" });
    expect(environment.code).toBe(2);
    expect(environment.errors.trim().split("\n")).toEqual([
      "swideal: wrong configuration:",
      expect.stringMatching(/^ {2}PORT: /),
      expect.stringMatching(/^ {2}CURRENCY: /),
    ]);
  });

  test("secrets are whole, new each time, and what serve takes", async () => {
    const [first, second] = [await swideal(["secrets"]), await swideal(["secrets", "--json"])];
    expect(first.output).toMatch(/^AUTH_KEYS='\{.+\}'\nAPP_KEYS=.+\nAUDIT_KEY=.+\n$/);
    const json = JSON.parse(second.output);
    expect(Object.keys(json)).toEqual(["AUTH_KEYS", "APP_KEYS", "AUDIT_KEY"]);
    expect(first.output).not.toContain(json.APP_KEYS);
  });
});

describe("the embedded database, by the operator's commands", { timeout: 480_000 }, () => {
  test("it is started for a command's own duration, migrated, looked at, filled; standard output holds results alone", async () => {
    const unready = await swideal(["migrate", "--check"]);
    expect([unready.code, unready.errors]).toEqual([1, expect.stringContaining("0001_foundation")]);
    expectOneLine(unready.errors);
    // Whatever is logged meanwhile.
    const migrated = await swideal(["migrate", "--json"], { LOG_LEVEL: "debug" });
    expect(JSON.parse(migrated.output)).toMatchObject({
      migrated: expect.arrayContaining(["0001_foundation"]),
    });
    const lines = migrated.errors.trim().split("\n");
    expect(lines.map((line) => JSON.parse(line))).toContainEqual(
      expect.objectContaining({ msg: "postgres" }),
    );
    expect((await swideal(["migrate"])).output).toBe("The database is up to date.\n");
    expect(await swideal(["migrate", "--check", "--json"])).toMatchObject({
      code: 0,
      output: '{"upToDate":true,"pending":[],"unknown":[]}\n',
    });
    const demo = await swideal(["demo", "--missions", "120", "--seed", "7", "--json"]);
    expect(JSON.parse(demo.output)).toMatchObject({ missions: 120 });
    expect(demo.errors).toContain("missions: 100 %");
    const again = await swideal(["demo", "--missions", "5"]);
    expect([again.code, again.errors]).toEqual([1, expect.stringContaining("--force")]);
    expectOneLine(again.errors);
    const forced = await swideal(["demo", "--missions", "5", "--seed", "8", "--force", "--json"]);
    expect(JSON.parse(forced.output)).toMatchObject({ missions: 5 });
    const admin = await swideal(["admin", "create", "--email", "chef@example.org", "--json"]);
    expect(JSON.parse(admin.output).password.length).toBeGreaterThanOrEqual(20);
    const doctor = await swideal(["doctor", "--json"]);
    expect(doctor.code).toBe(0);
    const { findings, slowestStatements } = JSON.parse(doctor.output);
    expect(findings).toContainEqual(expect.objectContaining({ name: "pg_stat_statements", state: "good" }));
    for (const { text } of slowestStatements) expect(text).toMatch(/^\s*(select|with|insert|update|delete)/i);
    expect(findings).toContainEqual(expect.objectContaining({ name: "schema", state: "good" }));
    expect(findings).toContainEqual(expect.objectContaining({ name: "heads", state: "warning" }));
    expect(findings).toContainEqual(expect.objectContaining({ name: "role", state: "good" }));
  });
});

describe("serve, on a database of the operator's", { timeout: 240_000 }, () => {
  beforeAll(() => ensureBuiltPages(() => {}));

  test("refuses a stale schema in one line, and serves a migrated one under the role without rights", async () => {
    expect(inject("postgres").superuser).not.toBe("swideal_app");
    const database = await createTestDatabase();
    const { DATABASE_URL, DATABASE_ADMIN_URL } = addressesOf(database);
    const secrets = JSON.parse((await swideal(["secrets", "--json"])).output);
    const environment = { ...secrets, DATABASE_URL, EMAIL_VERIFICATION: "off" };
    const client = await import("pg").then(({ default: pg }) => new pg.Client(database.owner));
    await client.connect();
    await client.query("delete from schema_migrations where name = '0007_search_terms'");
    const stale = await swideal(["serve"], environment);
    expect([stale.code, stale.errors]).toEqual([1, expect.stringContaining("0007_search_terms")]);
    expectOneLine(stale.errors);
    await client.query("insert into schema_migrations (name, run_on) values ('0007_search_terms', now())");
    await client.end();

    const served = begin(["serve"], { ...environment, DATABASE_ADMIN_URL });
    const [, listening] = await served.says(/"url":"http:\/\/localhost:(\d+)"/);
    const ready = await fetch(`http://127.0.0.1:${listening}/readyz`);
    expect(await ready.json()).toEqual({ status: "ready" });
    served.child.kill("SIGTERM");
    const { code, output } = await served.ended;
    expect(code).toBe(0);
    for (const line of output.trim().split("\n")) expect(JSON.parse(line)).toHaveProperty("level");
    await expect(readFile(join(dataDir, "secrets.json"))).rejects.toMatchObject({ code: "ENOENT" });
    await database.drop();
  });
});
