import { rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import pg from "pg";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { wakeMails } from "../../src/server/features/notifications/testing/wake-mails.ts";
import { PASSWORD } from "../support/people.ts";
import { type S3Server, startS3Server } from "../support/s3-server.ts";
import { startTestServer, type TestServer } from "../support/server.ts";
import { createMarks } from "./marks/marks.ts";
import { type SentMarks, sendEverywhere } from "./marks/send-everywhere.ts";
import { dumpOf, dumpOfJobs, mailHeads, tablesWith } from "./marks/where-marks-stand.ts";
import { callers } from "./route-rules.ts";
import { openWorld, type World } from "./world.ts";

/** Where heads of the log go: a bucket that takes them, and a webhook that is not there. */
const HEAD_SECRETS = ["zq-cle-du-seau-4a1f", "zq-secret-du-crochet-77be", "zq-chemin-du-crochet-0c2d"];
const DATABASE_PASSWORD = "mot-de-passe-de-la-base-9d41c7";
/** What goes into a row of these, and then may not: PostgreSQL says the whole row in the detail of its error. */
const WRITTEN_TO = [
  ...["missions", "offers", "messages", "questions", "reports", "parties", "users", "contact_details"],
  ...["work_addresses", "mission_addenda", "mission_reasons", "restrictions", "saved_searches"],
];

const marks = createMarks();
const lines: string[] = [];
let server: TestServer;
let bucket: S3Server;
let world: World;
let sent: SentMarks;
beforeAll(async () => {
  // What something writes past the log is told as well.
  for (const level of ["log", "info", "warn", "error", "debug"] as const)
    vi.spyOn(console, level).mockImplementation((...said) => void lines.push(said.map(String).join(" ")));
  const [keySecret = "", hookSecret = "", hookPath = ""] = HEAD_SECRETS;
  bucket = await startS3Server({ secret: keySecret });
  server = await startTestServer(
    {
      AUDIT_HEADS: `${bucket.address()},http://hook:${hookSecret}@127.0.0.1:65534/${hookPath}`,
      LOG_LEVEL: "debug",
      EMAIL_VERIFICATION: "off",
      DATABASE_URL: `postgres://swideal_app:${DATABASE_PASSWORD}@database.example/swideal`,
    },
    {
      jobs: true,
      onLogLine: (line) => void lines.push(line),
      through: (direct) => ({ ...direct, password: DATABASE_PASSWORD }),
    },
  );
  world = await openWorld(server);
  sent = await sendEverywhere(server, world, marks);
}, 300_000);
afterAll(async () => {
  vi.restoreAllMocks();
  await server.close();
  await bucket.close();
});

/** The program's own secrets, and those of its people: known without a mark. */
function realSecrets(): string[] {
  const { appKeys, auditKeys, authKeys } = server.resources.secrets;
  const tokens = callers.flatMap((caller) => (caller === "visitor" ? [] : [world.person(caller).token]));
  const privateKeys = authKeys.map(({ d = "" }) => d);
  return [DATABASE_PASSWORD, PASSWORD, ...HEAD_SECRETS, ...appKeys, ...auditKeys, ...privateKeys, ...tokens];
}

const expectNoSecret = (where: string, text: string) => {
  expect([where, ...marks.in(text)]).toEqual([where]);
  expect([where, ...realSecrets().filter((secret) => text.includes(secret))]).toEqual([where]);
};

test("what was sent went in: to every route, and into the tables that are to keep it", async () => {
  expect(sent.requests).toBeGreaterThan(1_500);
  for (const route of [
    "POST /api/v1/auth/register",
    "POST /api/v1/me/password",
    "POST /api/v1/missions",
    "POST /api/v1/missions/{id}/offers",
    "POST /api/v1/offers/{id}/messages",
    "PUT /api/v1/me/contact",
    "POST /api/v1/reports",
  ])
    expect(sent.accepted).toContain(route);
  const kept = await tablesWith(server, "zqmark");
  expect(kept).toEqual(
    expect.arrayContaining(["contact_details", "messages", "missions", "offers", "questions", "reports"]),
  );
});

test("a refusal says nothing of what was sent", () => {
  expect(sent.refusals.length).toBeGreaterThan(500);
  for (const { status, headers, text } of sent.refusals)
    expectNoSecret(`an answer ${status}`, JSON.stringify(headers) + text);
});

test("the log says nothing of it, though statements fail on it and connections are lost", async () => {
  for (const table of WRITTEN_TO)
    await server.sql(`alter table ${table} add constraint broken check (false) not valid`);
  const before = lines.length;
  const answers = await sent.again();
  for (const table of WRITTEN_TO) await server.sql(`alter table ${table} drop constraint broken`);
  const failed = answers.filter(({ status }) => status === 500);
  expect(failed.length).toBeGreaterThan(20);
  expect(lines.slice(before).filter((line) => line.includes("unexpected error"))).toHaveLength(failed.length);
  for (const { text } of failed) expectNoSecret("an answer 500", text);

  await loseConnections();
  await expect
    .poll(() => lines.some((line) => line.includes("an idle database connection was lost")))
    .toBe(true);
  await expect.poll(async () => (await fetch(`${server.url}/readyz`)).status).toBe(200);
  for (const line of lines) expectNoSecret(line.slice(0, 300), line);
  // Who somebody is, is not the log's either.
  expect(lines.filter((line) => /@example\.(org|fr)/.test(line))).toEqual([]);
});

test("a head of the log that a webhook cannot be told of is said by neither its address nor its secret", async () => {
  await server.sql("insert into pgboss.job (name, data) values ('audit-heads', '{}')");
  const untold = () =>
    server.sql(
      "select from pgboss.job where name = 'audit-heads' and output::text like '%cannot be reached%'",
    );
  await expect.poll(async () => (await untold()).length, { timeout: 60_000 }).toBeGreaterThan(0);
  expect(bucket.objects.size).toBeGreaterThan(0);
  expectNoSecret("the job", await dumpOfJobs(server));
  expectNoSecret("what was told", await dumpOf(server, ["audit_told"]));
  for (const line of lines) expectNoSecret(line.slice(0, 300), line);
});

test("no job carries it, and none says it when its mail cannot be written", async () => {
  await server.sql("update notifications set mail_due_at = clock_timestamp() where mail_due_at is not null");
  await server.sql(
    "update pgboss.job set start_after = now() where state = 'created' and name like '%mail%'",
  );
  await wakeMails(server);
  const waiting = () =>
    server.sql("select from pgboss.job where name like '%mail%' and state in ('created', 'active')");
  await expect.poll(async () => (await waiting()).length, { timeout: 60_000 }).toBe(0);

  const folder = join(server.dataDir, "mails");
  await rename(folder, `${folder}-away`);
  await writeFile(folder, "");
  await server.api.post("/auth/password/forgot", { email: world.person("owner").email });
  const said = () =>
    server.sql("select from pgboss.job where name = 'accounts.mail' and output::text ~ 'EEXIST|ENOTDIR'");
  await expect.poll(async () => (await said()).length, { timeout: 60_000 }).toBeGreaterThan(0);
  await rm(folder);
  await rename(`${folder}-away`, folder);

  const jobs = await dumpOfJobs(server);
  expectNoSecret("the jobs", jobs);
  expect(jobs.match(/[^\s"]*@example\.org/g) ?? []).toEqual([]);
});

/** A name that was given, why a moderator decided, and by which words an administrator looked for entries. */
const HELD = / \/(displayName|reason)$|^GET \/api\/v1\/admin\/audit-events \?(action|resourceType)$/;

test("the log of actions holds none of it, but for a name that was given and a moderator's reason", async () => {
  // What is refused is gathered for a second.
  const refused = () =>
    server.sql("select from audit_entries where result = 'refused' and action = 'session.login'");
  await expect.poll(async () => (await refused()).length).toBeGreaterThan(0);
  const text = await dumpOf(server, [
    "audit_entries",
    "audit_details",
    "audit_unsealed",
    "audit_leaves",
    "audit_logs",
    "audit_heads",
    "audit_cosignatures",
    "audit_witnessed",
    "audit_told",
  ]);
  const held = marks.in(text);
  expect(held.filter((one) => !HELD.test(one))).toEqual([]);
  expect(realSecrets().filter((secret) => text.includes(secret))).toEqual([]);
  expect(text.match(/[^\s"]*@example\.org/g) ?? []).toEqual([]);
});

test("a mail's subject names a mission and nothing that people wrote to each other", async () => {
  const heads = await mailHeads(server);
  expect(heads.length).toBeGreaterThan(10);
  const held = heads.flatMap((head) => marks.in(head));
  expect(held.filter((one) => !/^POST \/api\/v1\/missions \/title$/.test(one))).toEqual([]);
  expect(realSecrets().filter((secret) => heads.some((head) => head.includes(secret)))).toEqual([]);
});

test("what tells of the program's health and of its statements holds none of it", async () => {
  const headers = { authorization: `Bearer ${world.person("admin").token}` };
  for (const path of ["/health", "/readyz", "/metrics", "/api/v1/admin/statements", "/openapi.json"]) {
    const answer = await fetch(server.url + path, { headers });
    expectNoSecret(path, await answer.text());
  }
});

/** As a restart of PostgreSQL does it, without waiting for one. */
async function loseConnections(): Promise<void> {
  const client = new pg.Client(server.access.application);
  await client.connect();
  await client.query(
    `select pg_terminate_backend(pid) from pg_stat_activity
     where datname = current_database() and usename = current_user and pid <> pg_backend_pid()`,
  );
  await client.end();
}
