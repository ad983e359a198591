import fc from "fast-check";
import { expect, test } from "vitest";
import { ConfigError, readConfig, variablesWithoutEffect } from "./config.ts";
import { formatSecrets, makeSecrets } from "./secrets.ts";

const secrets = Object.fromEntries(
  formatSecrets(makeSecrets())
    .split("\n")
    .map((line) => [line.slice(0, line.indexOf("=")), line.slice(line.indexOf("=") + 1).replaceAll("'", "")]),
);
const serving = { ...secrets, DATABASE_URL: "postgres://swideal_app:x@localhost/swideal" };

function problemsOf(
  environment: Record<string, string>,
  command: "serve" | "embedded-allowed" = "embedded-allowed",
) {
  try {
    readConfig(environment, command);
    return [];
  } catch (error) {
    if (error instanceof ConfigError) return error.problems;
    throw error;
  }
}

test("an empty environment is a whole configuration: embedded database, loopback, French defaults", () => {
  expect(readConfig({}, "embedded-allowed")).toMatchObject({
    host: "127.0.0.1",
    port: 3000,
    database: null,
    emailVerification: "off",
    currency: "EUR",
    timeZone: "Europe/Paris",
    demo: true,
    trustedProxies: [],
    rateLimits: { global: { points: 100, seconds: 60 }, login: { points: 10, seconds: 900 } },
  });
});

test("every wrong value is reported at once, by its name", () => {
  const problems = problemsOf({
    PORT: "70000",
    PUBLIC_URL: "ftp://example.org",
    DATABASE_POOL_MAX: "0",
    HSTS: "perhaps",
    TRUSTED_PROXIES: "1",
    CORS_ORIGINS: "https://example.org/path",
    RATE_LIMIT_SEARCH: "60",
    CURRENCY: "EURO",
    TIME_ZONE: "Paris",
    SECURITY_CONTACT: "javascript:alert(1)",
    APP_KEYS: "short",
    AUTH_KEYS: "{}",
    AUDIT_WITNESSES: "https://temoin.example.org/audit",
    AUDIT_WITNESS_FOR: "swideal.example/1/log/1+00000000+AQ",
    REDIS_URL: "http://localhost",
    EMAIL_VERIFICATION: "later",
  });
  const named = problems.map((problem) => problem.slice(0, problem.indexOf(":"))).sort();
  expect(named).toEqual([
    "APP_KEYS",
    "AUDIT_WITNESSES",
    "AUDIT_WITNESS_FOR",
    "AUTH_KEYS",
    "CORS_ORIGINS",
    "CURRENCY",
    "DATABASE_POOL_MAX",
    "EMAIL_VERIFICATION",
    "HSTS",
    "PORT",
    "PUBLIC_URL",
    "RATE_LIMIT_SEARCH",
    "REDIS_URL",
    "SECURITY_CONTACT",
    "TIME_ZONE",
    "TRUSTED_PROXIES",
  ]);
});

test.each([
  ["REDIS_URL", "redis+sentinel://localhost:26379/swideal"],
  ["REDIS_URL", "redis+cluster://localhost:7000"],
  ["SCHEDULER", "pg_cron"],
  ["PUBLIC_URL", "https://example.org/swideal"],
  ["PUBLIC_URL", "https://user@example.org"],
  ["PUBLIC_URL", "https://example.org/?page=1"],
])("%s=%s would silently do nothing, and is refused by its name", (name, value) => {
  expect(problemsOf({ [name]: value })).toEqual([expect.stringMatching(`^${name}: `)]);
});

test("an address of the site is its origin, with a slash at its end or without", () => {
  expect(readConfig({ PUBLIC_URL: "https://Example.org/" }, "embedded-allowed").publicUrl).toBe(
    "https://example.org",
  );
});

test("heads of the log go to folders, buckets and webhooks, each known by its address", () => {
  const { auditHeads } = readConfig(
    {
      AUDIT_HEADS:
        "/mnt/heads, s3://KEY:SECRET@s3.example/heads,https://hook:0123456789%2Cabcdef@hooks.example/x?y=z,",
    },
    "embedded-allowed",
  );
  expect(auditHeads).toEqual([
    { kind: "folder", folder: "/mnt/heads" },
    { kind: "s3", address: expect.objectContaining({ name: "s3://s3.example/heads", keyId: "KEY" }) },
    {
      kind: "webhook",
      webhook: { url: "https://hooks.example/x?y=z", secret: "0123456789,abcdef" },
    },
  ]);
  expect(readConfig({}, "embedded-allowed").auditHeads).toEqual([]);
});

test.each([
  "ftp://hook:0123456789abcdef@hooks.example",
  "http://hook:0123456789abcdef@hooks.example/not-this-machine",
  "https://hooks.example/without-a-secret",
  "https://hook:short@hooks.example",
  "https://hook:0123456789abcdef%zz@hooks.example",
  "/mnt/heads,s3://heads",
])("heads of the log do not go to %s", (value) => {
  expect(problemsOf({ AUDIT_HEADS: value })).toEqual([expect.stringMatching(/^AUDIT_HEADS: folders, /)]);
});

test("the log is kept for three years, and never for less than the one that law wants", () => {
  expect(readConfig({}, "embedded-allowed").auditKeepYears).toBe(3);
  expect(readConfig({ AUDIT_KEEP_YEARS: "1" }, "embedded-allowed").auditKeepYears).toBe(1);
  expect(problemsOf({ AUDIT_KEEP_YEARS: "0" })).toEqual([expect.stringMatching(/^AUDIT_KEEP_YEARS: /)]);
});

test("what has no effect yet is named, for whoever sets it believes in it", () => {
  const environment = {
    BACKUP_S3_URL: "s3://x",
    BACKUP_DIR: "/backups",
    METRICS_PORT: "9464",
    PORT: "3000",
    MAIL_FROM: "",
  };
  expect(variablesWithoutEffect(environment)).toEqual(["BACKUP_S3_URL", "METRICS_PORT"]);
});

test("backups lie beside the embedded database unless a folder is named, and nowhere for one that is not ours", () => {
  const folderOf = (environment: NodeJS.ProcessEnv) =>
    readConfig(environment, "embedded-allowed").backups.folder;
  expect(folderOf({ DATA_DIR: "/srv/swideal/data" })).toBe("/srv/swideal/backups");
  expect(folderOf({ DATA_DIR: "/srv/swideal/data", BACKUP_DIR: "/mnt/elsewhere" })).toBe("/mnt/elsewhere");
  expect(folderOf(serving)).toBeNull();
  expect(
    readConfig({ BACKUP_AT: "23:05", BACKUP_KEEP: "7d,0w,3m" }, "embedded-allowed").backups,
  ).toMatchObject({
    at: { hour: 23, minute: 5 },
    keep: { days: 7, weeks: 0, months: 3 },
  });
});

test("whom backups are encrypted for is told to be wrong at the start: none, a typing error, the secret itself", () => {
  const good = "age1zvkyg2lqzraa2lnjvqej32nkuu0ues2s82hzrye869xeexvn73equnujwj";
  const told = (value: string) => problemsOf({ BACKUP_RECIPIENTS: value }, "embedded-allowed");
  expect(told(`${good}, ${good}`)).toEqual([]);
  for (const wrong of [`${good.slice(0, -1)}q`, "AGE-SECRET-KEY-1", "someone@example.org", `${good},x`])
    expect(told(wrong), wrong).toEqual([expect.stringMatching(/^BACKUP_RECIPIENTS: recipients of age/)]);
  for (const [name, value] of [
    ["BACKUP_AT", "24:00"],
    ["BACKUP_AT", "3:30"],
    ["BACKUP_KEEP", "0d,1w,1m"],
    ["BACKUP_KEEP", "always"],
  ] as const)
    expect(problemsOf({ [name]: value }, "embedded-allowed")).toEqual([expect.stringContaining(name)]);
});

test("serve names every secret that it lacks, and takes none by default", () => {
  const named = problemsOf({}, "serve").map((problem) => problem.split(":")[0]);
  expect(named).toEqual(["DATABASE_URL", "AUTH_KEYS", "APP_KEYS", "AUDIT_KEY"]);
  expect(problemsOf(serving, "serve")).toEqual([]);
  expect(readConfig(serving, "serve")).toMatchObject({ emailVerification: "required", demo: false });
});

test("production takes neither unverified addresses, nor no limits, nor plain http", () => {
  const production = { ...serving, NODE_ENV: "production" };
  const changes = { EMAIL_VERIFICATION: "off", RATE_LIMITS: "off", PUBLIC_URL: "http://example.org" };
  const named = problemsOf({ ...production, ...changes }, "serve").map((problem) => problem.split(":")[0]);
  expect(named.sort()).toEqual(["EMAIL_VERIFICATION", "PUBLIC_URL", "RATE_LIMITS"]);
  expect(problemsOf(production, "serve")).toEqual(["PUBLIC_URL: must be https with NODE_ENV=production"]);
  expect(problemsOf({ ...production, PUBLIC_URL: "https://example.org" }, "serve")).toEqual([]);
});

test("no value of any variable makes anything but a configuration or a list of problems", () => {
  const names = [
    "PORT",
    "PUBLIC_URL",
    "TRUSTED_PROXIES",
    "AUTH_KEYS",
    "APP_KEYS",
    "RATE_LIMIT_LOGIN",
    "CURRENCY",
    "AUDIT_HEADS",
  ];
  fc.assert(
    fc.property(fc.constantFrom(...names), fc.string({ unit: "binary", maxLength: 40 }), (name, value) => {
      expect(Array.isArray(problemsOf({ [name]: value }))).toBe(true);
    }),
    { numRuns: 500 },
  );
});

test("a message about a secret does not hold the secret", () => {
  const problems = problemsOf({
    APP_KEYS: "hunter2",
    AUTH_KEYS: '{"keys":[{"d":"hunter2"}]}',
    AUDIT_HEADS: "s3://KEY:hunter2@s3.example",
  });
  expect(problems).toHaveLength(3);
  expect(problems.join()).not.toContain("hunter2");
});
