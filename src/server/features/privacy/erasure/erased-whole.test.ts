import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { Redis } from "ioredis";
import { afterAll, beforeAll, expect, test } from "vitest";
import { moderator, PASSWORD, type Person, person } from "../../../../../tests/support/people.ts";
import { startRedis, type TestRedis } from "../../../../../tests/support/redis.ts";
import { startTestServer, type TestServer } from "../../../../../tests/support/server.ts";
import { sealedLog } from "../../audit/testing/sealed-log.ts";
import { fillTablesOf, meet } from "../testing/everything-of.ts";
import { endLegalHolds } from "./legal-holds.ts";

const MARK = "zorblaxinette";
const NAME = "Zorbla Xinettovitch";

let redis: TestRedis;
let one: TestServer;
let two: TestServer;
let ada: Person;
let others: Person[];
let before: Map<string, string>;
beforeAll(async () => {
  redis = await startRedis();
  const environment = {
    EMAIL_VERIFICATION: "off",
    PUBLIC_URL: "http://swideal.example",
    REDIS_URL: redis.url,
  };
  one = await startTestServer(environment, { jobs: true });
  // Mails of both are files in one folder.
  two = await one.another({ DATA_DIR: one.dataDir });
  ada = await person(one, NAME);
  const judge = await moderator(one);
  others = await Promise.all([1, 2].map((n) => person(one, `Voisine ${n}`)));
  await fillTablesOf(one, ada, { mark: MARK, rows: 3, moderator: judge.userId });
  const [first, second] = others as [Person, Person];
  await fillTablesOf(one, first, { mark: "voisine", rows: 3, moderator: judge.userId });
  await one.sql("update sessions set address = '198.51.100.1' where user_id = $1", [first.userId]);
  await one.sql(
    "update audit_details set address = '198.51.100.1' from audit_entries where id = entry_id and actor_id = $1 and address = '192.0.2.1'",
    [first.userId],
  );
  await meet(one, ada, first, MARK);
  await meet(one, second, ada, "voisine");
  await one.sql(
    "update memberships set role = 'member' where user_id = $1 and party_id in (select party_id from organisations)",
    [ada.userId],
  );
  await one.sql(
    "insert into memberships (party_id, user_id, role) select party_id, $2, 'owner' from memberships where user_id = $1 and party_id in (select party_id from organisations)",
    [ada.userId, first.userId],
  );
  // A mail to her, as one is written where no mail server is named.
  await ada.post("/me/password", { password: PASSWORD, newPassword: PASSWORD, endOtherSessions: false });
  before = await rowsOfOthers();
});
afterAll(async () => {
  await two.close();
  await one.close();
  await redis.stop();
});

/** Every row of every table, the jobs' included, as text; bytes are hexadecimal. */
async function dump(): Promise<Map<string, string[]>> {
  const tables = await one.sql<{ name: string }>(
    `select format('%I.%I', relnamespace::regnamespace, relname) as name from pg_class
     where relkind in ('r', 'p') and not relispartition and relnamespace in ('public'::regnamespace, 'pgboss'::regnamespace)
       and relname <> 'places' order by 1`,
  );
  const all = new Map<string, string[]>();
  for (const { name } of tables) {
    const rows = await one.sql<{ row: string }>(`select to_jsonb(t)::text as row from ${name} t`);
    all.set(
      name.replace("public.", ""),
      rows.map(({ row }) => row),
    );
  }
  return all;
}

/** What is somebody else's stays as it was, row by row. */
async function rowsOfOthers(): Promise<Map<string, string>> {
  const tables = ["contact_details", "favourites", "saved_searches", "passkeys", "work_addresses"];
  const found = new Map<string, string>();
  for (const table of tables) {
    const column = ["contact_details"].includes(table)
      ? "party_id"
      : table === "work_addresses"
        ? "client_party_id"
        : "user_id";
    const ids = others.map(({ userId, partyId }) => (column === "user_id" ? userId : partyId));
    const rows = await one.sql<{ row: string }>(
      `select to_jsonb(t)::text as row from ${table} t where ${column} = any($1) order by 1`,
      [ids],
    );
    found.set(table, rows.map(({ row }) => row).join("\n"));
  }
  return found;
}

const traces = [MARK, NAME, "192.0.2.", Buffer.from(MARK).toString("hex")];
const tracesIn = (text: string, address: string) =>
  [...traces, address].filter((trace) => text.toLowerCase().includes(trace.toLowerCase()));

test("somebody with rows in every table leaves no trace in any, in Redis, in two instances or in mails, but for what is kept by name", {
  timeout: 240_000,
}, async () => {
  const stand = await dump();
  const held = [...stand].filter(([, rows]) => tracesIn(rows.join("\n"), ada.email).length > 0);
  expect(held.length).toBeGreaterThan(15);
  // Both instances know her, and a public page of hers is kept.
  for (const server of [one, two])
    expect((await server.api.get("/me", { token: ada.token })).status).toBe(200);

  const { status, text, body } = await one.api.request("DELETE", "/api/v1/me", {
    token: ada.token,
    body: { password: PASSWORD },
  });
  expect(status, text).toBe(200);
  await expect
    .poll(async () => (await one.api.get(`/erasures/${body.id}`)).body.done, { timeout: 60_000 })
    .toBe(true);

  const left = [...(await dump())].flatMap(([table, rows]) => {
    const found = tracesIn(rows.join("\n"), ada.email);
    return found.length > 0 ? [table] : [];
  });
  // Messages stay with who received them; what the law wants is put aside.
  expect(left).toEqual(["legal_holds", "messages"]);
  for (const server of [one, two])
    expect((await server.api.get("/me", { token: ada.token })).status).toBe(401);

  const store = new Redis(redis.url);
  for (const key of await store.keys("*")) {
    const value = (await store.type(key)) === "string" ? ((await store.get(key)) ?? "") : "";
    expect(tracesIn(`${key} ${value}`, ada.email)).toEqual([]);
  }
  await store.quit();

  for (const { dataDir } of [one, two]) {
    const mails = await readdir(join(dataDir, "mails")).catch(() => []);
    for (const mail of mails)
      expect(tracesIn(await readFile(join(dataDir, "mails", mail), "utf8"), ada.email), mail).toEqual([]);
  }
  for (const server of [one, two]) {
    const search = await server.api.get(`/missions?q=${MARK.slice(0, -1)}a`);
    expect(search.text.toLowerCase()).not.toContain(MARK);
    expect(
      (await server.api.get(`/search/suggestions?q=${MARK.slice(0, 6)}`)).text.toLowerCase(),
    ).not.toContain(MARK);
  }
  expect(await rowsOfOthers()).toEqual(before);
});

test("the log still verifies, and misses the details of nobody else", async () => {
  const log = sealedLog(one, []);
  await log.publish();
  expect((await log.verify()).found).toEqual([]);
  const [first] = others as [Person, Person];
  await one.sql("delete from audit_details using audit_entries where entry_id = id and actor_id = $1", [
    first.userId,
  ]);
  expect((await log.verify()).found.join("\n")).toContain("are gone");
});

test("what the law wants kept is put aside for its time, unread by the program, and goes with it", async () => {
  const rows = await one.sql<{ hold: string; content: Record<string, unknown[]>; years: number }>(
    `select hold, content, round(extract(epoch from kept_until - clock_timestamp()) / 31557600)::int as years
     from legal_holds where user_id = $1 order by hold`,
    [ada.userId],
  );
  expect(rows.map(({ hold, years }) => [hold, years])).toEqual([
    ["connections", 1],
    ["identity", 5],
  ]);
  expect(rows[1]?.content).toMatchObject({
    users: [{ email: ada.email }],
    parties: [{ display_name: NAME }],
    contact_details: [{ phone: "+33400000000" }],
  });
  expect(Object.keys(rows[1]?.content.users?.[0] as object).sort()).toEqual(["created_at", "email"]);
  expect(JSON.stringify(rows[0]?.content)).toContain("192.0.2.1");
  const { database } = one.resources;
  await expect(database.writer.selectFrom("legal_holds").select("hold").execute()).rejects.toThrow(
    /permission denied/,
  );
  await one.sql("update legal_holds set kept_until = now() - interval '1 second' where hold = 'connections'");
  expect(await endLegalHolds(database.writer)).toBe(1);
  expect(await one.sql("select hold from legal_holds")).toEqual([{ hold: "identity" }]);
});
