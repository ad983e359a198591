import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startTestServer, type TestServer } from "../support/server.ts";
import { routeRules } from "./expectations.ts";
import { callers, type Subject } from "./route-rules.ts";
import { openWorld, UNKNOWN_ID, type World } from "./world.ts";

/** Longer than the program waits after a publication. */
const QUIET_MS = 3_000;
/** Each route that reads, as each caller, twice: on a busy machine more than a test may take. */
const MANY_READS_MS = 300_000;

let server: TestServer;
let world: World;
/** What the routes of `NOTED` are asked for, made beforehand: what follows a publication is waited for once. */
const noted = new Map<string, string>();
beforeAll(async () => {
  server = await startTestServer();
  world = await openWorld(server);
  for (const [route, { of }] of Object.entries(NOTED)) noted.set(route, await world.make(of));
}, 60_000);
afterAll(() => server.close());

/**
 * A digest of each table's rows, where they lie and which transaction wrote them: rewriting the same shows as well.
 * What the jobs' own upkeep notes by the clock is left out.
 */
async function rows(): Promise<Record<string, string>> {
  const tables = await server.sql<{ name: string }>(
    `select oid::regclass::text as name from pg_class
     where relkind = 'r' and relnamespace in ('public'::regnamespace, 'pgboss'::regnamespace)
       and oid not in ('pgboss.version'::regclass, 'pgboss.queue'::regclass, 'pgboss.instance'::regclass)`,
  );
  const digests: Record<string, string> = {};
  for (const { name } of tables) {
    // What seals the entries follows them by itself.
    if (/^audit_(?!entries|details)/.test(name)) continue;
    const [row] = await server.sql<{ digest: string }>(
      `select count(*) || coalesce(md5(string_agg(t.xmin::text || t.ctid::text || t::text, ',' order by t.ctid)), '') as digest
       from only ${name} t ${withoutNotes(name)}`,
    );
    digests[name] = row?.digest ?? "";
  }
  return digests;
}

/** That somebody was refused is noted, whatever was asked for, and so is each look of a moderator at what is private. */
function withoutNotes(table: string): string {
  const noted = "result = 'refused' or action like '%.look'";
  if (table.startsWith("audit_entries")) return `where not (${noted})`;
  if (!table.startsWith("audit_details")) return "";
  return `where entry_id not in (select id from audit_entries where ${noted})`;
}

let settled = false;

/** Once the program has taken in the words of what was published. */
async function settledRows(): Promise<Record<string, string>> {
  let before = await rows();
  for (;;) {
    await sleep(QUIET_MS);
    const now = await rows();
    if (JSON.stringify(now) === JSON.stringify(before)) return now;
    before = now;
  }
}

/**
 * The law wants it shown who was told the winner, and who of the moderators has read a conversation: the log of actions
 * holds each answer, and nothing else changes.
 */
const NOTED: Readonly<Record<string, { readonly of: Subject; readonly by: "provider" | "moderator" }>> = {
  "GET /api/v1/missions/{id}/award": { of: "awarded mission", by: "provider" },
  "GET /api/v1/missions/{id}/record": { of: "awarded mission", by: "moderator" },
  "GET /api/v1/offers/{id}/receipt": { of: "open offer", by: "moderator" },
  "GET /api/v1/admin/reports/{id}/messages": { of: "report of a message", by: "moderator" },
  "GET /api/v1/admin/missions/{id}/messages": { of: "conversation in dispute", by: "moderator" },
};

test("whatever is read, by whomever, with GET and HEAD, no row of any table changes", {
  timeout: MANY_READS_MS,
}, async () => {
  const reads: [path: string, subjects: Subject[]][] = Object.entries(routeRules)
    .filter(([route]) => route.startsWith("GET ") && !(route in NOTED))
    .map(([route, { on, query = "" }]) => [route.slice(4) + query, Object.keys(on) as Subject[]]);
  expect(reads.length).toBeGreaterThan(12);
  const urls: string[] = [];
  for (const [path, subjects] of reads)
    for (const subject of subjects) urls.push(path.replace("{id}", await world.make(subject)));
  const before = await settledRows();
  settled = true;
  expect(Object.keys(before).length).toBeGreaterThan(20);
  for (const url of urls)
    for (const caller of callers)
      for (const method of ["GET", "HEAD"]) {
        const token = await world.token(caller, undefined);
        const response = await fetch(new URL(url, server.url), {
          method,
          headers: token === undefined ? {} : { authorization: `Bearer ${token}` },
        });
        expect(response.status, url).toBeLessThan(500);
      }
  expect(await rows()).toEqual(before);
});

test.each(Object.entries(NOTED))(
  "what is noted in the log of actions is in no other table, and with HEAD, which tells nothing, nowhere: %s",
  async (route, { by }) => {
    const url = route.slice(4).replace("{id}", noted.get(route) ?? UNKNOWN_ID);
    const { token } = world.person(by);
    // Settled since the test above; alone, this one waits for itself.
    const before = settled ? await rows() : await settledRows();
    const read = (method: string) => server.api.request(method, url, { token });
    expect((await read("HEAD")).status).toBe(200);
    expect(await rows()).toEqual(before);
    expect((await read("GET")).status).toBe(200);
    const after = await rows();
    const changed = Object.keys(after).filter((name) => after[name] !== before[name]);
    expect(changed.map((name) => name.replace(/_\d{4}_\d\d$/, "")).sort()).toEqual([
      "audit_details",
      "audit_entries",
    ]);
  },
);

test("the comparison sees a write, also one that changes nothing", async () => {
  const before = await rows();
  await server.sql("update users set locale = locale where id = $1", [world.person("admin").userId]);
  expect(await rows()).not.toEqual(before);
});

test("what changes something cannot be asked for with GET or HEAD", async () => {
  const readable = new Set(Object.keys(routeRules).filter((route) => route.startsWith("GET ")));
  let asked = 0;
  for (const route of Object.keys(routeRules)) {
    const path = route.slice(route.indexOf(" ") + 1);
    if (readable.has(`GET ${path}`)) continue;
    for (const method of ["GET", "HEAD"]) {
      const { status, headers } = await server.api.request(method, path.replace("{id}", UNKNOWN_ID), {
        token: world.person("admin").token,
      });
      // A path without a method of its own may also be that of an id that cannot exist.
      expect([route, method, status]).toEqual([route, method, 405]);
      expect(headers.get("allow")).not.toMatch(/GET/);
    }
    asked++;
  }
  expect(asked).toBeGreaterThan(20);
});
