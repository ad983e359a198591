import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { createTestDatabase, secretsAsEnvironment, type TestDatabase } from "../../tests/support/server.ts";
import { withConnection } from "../server/platform/database/single-connection.ts";
import { ensureBuiltPages } from "./build-pages.ts";
import { commandLine } from "./testing/command-line.ts";

let folder: string;
let database: TestDatabase;
let secrets: Record<string, string>;
const { begin, swideal, killAll } = commandLine(() => folder);
beforeAll(async () => {
  await ensureBuiltPages(() => {});
  folder = await mkdtemp(join(tmpdir(), "swideal-cli-"));
  database = await createTestDatabase();
  secrets = secretsAsEnvironment();
});
afterAll(async () => {
  killAll();
  await database.drop();
  await rm(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
});

const mark = (name: string) => `zqmark-${name}-b7`;

/** With a password in each address; `name` and `port` are those of a database that is there, or is not. */
function addresses({ name = database.name, port = inject("postgres").port } = {}) {
  const { host } = inject("postgres");
  const at = new URLSearchParams({ host, port: String(port) });
  const url = (user: string, password: string) => `postgres://${user}:${password}@localhost/${name}?${at}`;
  return {
    DATABASE_URL: url("swideal_app", mark("database")),
    DATABASE_ADMIN_URL: url("swideal_owner", mark("owner")),
    REDIS_URL: `redis://user:${mark("redis")}@127.0.0.1:1`,
    SMTP_URL: `smtp://user:${mark("smtp")}@127.0.0.1:1`,
    AUDIT_HEADS: [
      `s3://${mark("key")}:${mark("secret")}@127.0.0.1:65534/heads?tls=off`,
      `http://hook:${mark("webhook")}@127.0.0.1:65534/${mark("path")}`,
    ].join(),
    EMAIL_VERIFICATION: "off",
    LOG_LEVEL: "debug",
  };
}

/** What was written to the terminal or the log, the reason of a failure among it. */
const expectUnsaid = (said: string, because: RegExp | string) => {
  expect(said).toMatch(because);
  expect(said.match(/zqmark-\w+-b7/g) ?? []).toEqual([]);
};

test("a running program says at no level what its addresses hold: not of a Redis and a mail server that are away", {
  timeout: 120_000,
}, async () => {
  const environment = { ...secrets, ...addresses() };
  const served = begin(["serve"], environment);
  const [, port] = await served.says(/"url":"http:\/\/localhost:(\d+)"/);
  const post = (path: string, body: object) =>
    fetch(`http://127.0.0.1:${port}/api/v1${path}`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(body),
    });
  const account = { email: "ada@example.org", password: mark("password"), displayName: "Ada" };
  expect((await post("/auth/register", account)).status).toBe(201);
  await post("/auth/password/forgot", { email: account.email });
  const failed = () =>
    withConnection(database.owner, async (client) => {
      const { rows } = await client.query(
        "select j::text as text from pgboss.job j where output is not null",
      );
      return rows.map(({ text }) => text).join("\n");
    });
  await expect.poll(failed, { timeout: 60_000 }).toContain("accounts.mail");
  expectUnsaid(await failed(), /ECONNREFUSED/);
  const health = await fetch(`http://127.0.0.1:${port}/health`);
  expectUnsaid(await health.text(), /"mail"|"status"/);
  served.child.kill("SIGTERM");
  const { output, errors } = await served.ended;
  expectUnsaid(output + errors, /redis[\s\S]*the mail was not handed over/);
  expect(output).toMatch(/"text":"s3:\/\/127\.0\.0\.1:65534\/heads cannot be reached/);
});

test("a command that fails on them says why, and nothing of what they hold", {
  timeout: 120_000,
}, async () => {
  const nobodyThere = { ...secrets, ...addresses({ port: 1 }) };
  const noSuch = { ...secrets, ...addresses({ name: "nowhere" }) };
  const there = { ...secrets, ...addresses(), LOG_LEVEL: "info" };
  for (const [command, environment, because] of [
    [["serve"], nobodyThere, /ECONNREFUSED|ENOENT|no such file/i],
    [["doctor"], nobodyThere, /ECONNREFUSED|ENOENT|no such file/i],
    [["migrate"], noSuch, /does not exist/],
    [["audit", "heads"], noSuch, /does not exist/],
    [["audit", "verify"], there, /^swideal: s3:\S+ cannot be reached \(ECONNREFUSED\)$/m],
    [
      ["audit", "restart", "--reason", "none"],
      there,
      /^swideal: s3:\S+ cannot be reached \(ECONNREFUSED\)$/m,
    ],
    [["doctor"], there, /BAD {2}heads: s3:\S+ cannot be reached/],
  ] as const) {
    const { code, output, errors } = await swideal(command, environment);
    expect([command, code]).not.toEqual([command, 0]);
    expectUnsaid(output + errors, because);
  }
});

test("a setting that is refused is named, and its value is not", { timeout: 120_000 }, async () => {
  const wrong = [
    {
      DATABASE_URL: `postgre://swideal:${mark("scheme")}@localhost/swideal`,
      REDIS_URL: `http://user:${mark("scheme")}@127.0.0.1`,
      SMTP_URL: `mail.example:${mark("none")}`,
      APP_KEYS: mark("short"),
      AUDIT_KEY: mark("short"),
      AUTH_KEYS: `{"keys":[{"d":"${mark("jwk")}"}]}`,
      AUDIT_HEADS: `s3://${mark("key")}:${mark("slash")}/@127.0.0.1/heads`,
    },
    {
      AUDIT_HEADS: `https://hook:${mark("webhook")}@hooks.example/#${mark("part")}`,
    },
    { DATABASE_URL: `swideal:${mark("none")}@localhost`, AUTH_KEYS: `{"keys":${mark("cut")}` },
  ];
  for (const settings of wrong) {
    const { code, output, errors } = await swideal(["serve"], { ...secrets, ...addresses(), ...settings });
    expect(code).toBe(2);
    for (const name of Object.keys(settings)) expectUnsaid(output + errors, name);
  }
});
