import { afterAll, beforeAll, expect, test } from "vitest";
import { moderator, type Person, person } from "../../../../tests/support/people.ts";
import { startTestServer, type TestServer } from "../../../../tests/support/server.ts";
import { manifests } from "../../manifests.ts";
import { makeArchive } from "./make-archive.ts";
import { answerAll, fillTablesOf, meet } from "./testing/everything-of.ts";

// A second, naive implementation: it knows nothing of the manifests, reads whole tables as the database's owner, and picks by
// what stands here. What the two do not agree on is missing from the archive, or should not be in it.

type Row = Record<string, unknown>;
interface Own {
  /** Columns of which one holds the person's user or party. */
  readonly by?: readonly string[];
  /** Of another table whose rows are the person's: equal in these columns. */
  readonly of?: readonly [table: string, here: string, there: string];
  /** What is nobody's to read, or another's. */
  readonly without?: readonly string[];
}

const own: Readonly<Record<string, Own | readonly Own[]>> = {
  parties: { by: ["id"] },
  users: { by: ["id"], without: ["email_key", "password_hash"] },
  consents: { by: ["user_id"] },
  mail_tokens: { by: ["user_id"], without: ["token_hash"] },
  email_changes: { by: ["user_id"] },
  inactivity_warnings: { by: ["user_id"] },
  sessions: { by: ["user_id"] },
  refresh_tokens: { of: ["sessions", "session_id", "id"], without: ["token_hash", "parent_hash"] },
  organisations: { by: ["founded_by"] },
  memberships: { by: ["user_id"] },
  former_memberships: { by: ["user_id"] },
  invitations: { by: ["invited_by"], without: ["email_key", "token_hash"] },
  totp_secrets: { by: ["user_id"], without: ["sealed_secret"] },
  recovery_codes: { by: ["user_id"], without: ["code_hash"] },
  passkeys: { by: ["user_id"], without: ["credential_id", "public_key"] },
  passkey_challenges: { by: ["user_id"], without: ["challenge_hash"] },
  missions: { by: ["client_party_id"] },
  mission_addenda: { by: ["client_party_id"] },
  mission_reasons: { by: ["author_party_id"] },
  offers: { by: ["provider_party_id"] },
  offer_revisions: { by: ["provider_party_id"] },
  contact_details: { by: ["party_id"] },
  contact_consents: { by: ["giver_party_id"] },
  work_addresses: { by: ["client_party_id"] },
  questions: [
    { by: ["author_user_id"], without: ["answer"] },
    {
      by: ["client_party_id"],
      without: [
        "text",
        "author_party_id",
        "author_user_id",
        "asked_at",
        "client_party_id",
        "hidden_by_decision",
      ],
    },
  ],
  conversations: { by: ["client_party_id", "provider_party_id"] },
  messages: { by: ["author_user_id"] },
  conversation_reads: { by: ["user_id"] },
  blocks: { by: ["party_id"] },
  favourites: { by: ["user_id"] },
  saved_searches: { by: ["user_id"] },
  alert_queries: {
    of: ["saved_searches", "hash", "query_hash"],
    without: ["latitude", "longitude", "chord", "words", "read_by"],
  },
  alert_matches: { by: ["user_id"] },
  alerts_sent: { by: ["user_id"] },
  calendars: { by: ["user_id"], without: ["secret_hash"] },
  notifications: { by: ["user_id"] },
  notification_reads: { by: ["user_id"] },
  notification_preferences: { by: ["user_id"] },
  mail_refusals: { by: ["user_id"] },
  mail_runs: { by: ["user_id"] },
  reports: { by: ["reporter_user_id"], without: ["decided_by"] },
  restrictions: { by: ["party_id"], without: ["decided_by"] },
  audit_entries: { by: ["actor_id"], without: ["details_hash"] },
  audit_details: { of: ["audit_entries", "entry_id", "id"], without: ["salt"] },
  idempotency_keys: { by: ["user_id"], without: ["response"] },
  data_exports: { by: ["user_id"] },
};

const OTHERS = 50;
let server: TestServer;
let ada: Person;
let others: Person[];
let archive: { sections: { table: string; rows: Row[] }[] };
let text = "";

async function archiveOf({ userId }: Person) {
  const parts: Buffer[] = [];
  await makeArchive(
    { database: server.resources.database, manifests, publicUrl: () => server.publicUrl },
    async () => userId,
    async (_tx, part) => void parts.push(part),
    async () => {},
  );
  return { text: Buffer.concat(parts).toString(), parts };
}

beforeAll(async () => {
  server = await startTestServer();
  const judge = (await moderator(server)).userId;
  ada = await person(server, "Ada Lovelace");
  await fillTablesOf(server, ada, { mark: "ADA", rows: 20, moderator: judge });
  others = [];
  for (let n = 0; n < OTHERS; n++) {
    const other = await person(server, `ÉTRANGER ${n} nom affiché`);
    others.push(other);
    const mark = `ÉTRANGER ${n}`;
    await fillTablesOf(server, other, { mark, rows: 1, moderator: judge });
    await meet(server, ada, other, "ADA");
    await meet(server, other, ada, mark);
    await answerAll(server, other, mark);
  }
  await answerAll(server, ada, "ADA");
  const [first] = others as [Person];
  // Each of the two has blocked the other, reported it, and invited it.
  for (const [one, other] of [
    [ada, first],
    [first, ada],
  ] as const) {
    await server.sql("insert into blocks (party_id, blocked_party_id) values ($1, $2)", [
      one.partyId,
      other.partyId,
    ]);
    const mark = one === ada ? "ADA" : "ÉTRANGER 0";
    await server.sql(
      `insert into reports (subject_type, subject_id, category, text, reporter_user_id) values ('account', $1, 'spam', $2, $3)`,
      [other.partyId, `${mark} signalement`, one.userId],
    );
    await server.sql(
      `insert into invitations (party_id, email_key, role, locale, invited_by, expires_at)
       values ($1, $2, 'member', 'fr', $3, now() + interval '1 day')`,
      [one.partyId, other.email, one.userId],
    );
  }
  await server.sql(
    "insert into data_exports (user_id, session_id) select id, id from users where id = any($1)",
    [[ada.userId, first.userId]],
  );
  ({ text } = await archiveOf(ada));
  archive = JSON.parse(text);
}, 120_000);
afterAll(() => server.close());

/** Times as instants, whichever way they are written; the rest as it is. */
const comparable = (row: Row): string =>
  JSON.stringify(
    Object.entries(row)
      .map(([name, value]) => [
        name,
        typeof value === "string" && /^\d{4}-\d{2}-\d{2}T/.test(value)
          ? new Date(value).toISOString()
          : value,
      ])
      .sort(([one], [other]) => String(one).localeCompare(String(other))),
  );

const readTable = async (table: string): Promise<Row[]> =>
  (await server.sql<{ row: Row }>(`select to_jsonb(t) as row from ${table} t`)).map(({ row }) => row);

async function naive(table: string): Promise<string[]> {
  const rows = await readTable(table);
  const rules = [own[table] ?? []].flat() as Own[];
  const found: string[] = [];
  for (const { by = [], of, without = [] } of rules) {
    const hang = of && new Set((await naiveRows(of[0])).map((row) => row[of[2]]));
    for (const row of rows) {
      const mine = by.some((column) => row[column] === ada.userId || row[column] === ada.partyId);
      if (!mine && !(of && hang?.has(row[of[1]]))) continue;
      found.push(
        comparable(Object.fromEntries(Object.entries(row).filter(([name]) => !without.includes(name)))),
      );
    }
  }
  return found.sort();
}

async function naiveRows(table: string): Promise<Row[]> {
  const { by = [] } = own[table] as Own;
  return (await readTable(table)).filter((row) =>
    by.some((column) => row[column] === ada.userId || row[column] === ada.partyId),
  );
}

const archived = (table: string): string[] =>
  archive.sections
    .filter((section) => section.table === table)
    .flatMap(({ rows }) => rows)
    .map(comparable)
    .sort();

test.each(Object.keys(own))(
  "%s: the archive has the rows that a naive reading finds, whole, and no other",
  async (table) => {
    const expected = await naive(table);
    expect(expected.length, "the test has rows of it").toBeGreaterThan(0);
    expect(archived(table)).toEqual(expected);
  },
);

test("there are a thousand records and more, and the archive names no other table", () => {
  expect(archive.sections.reduce((sum, { rows }) => sum + rows.length, 0)).toBeGreaterThan(1_000);
  expect([...new Set(archive.sections.map(({ table }) => table))].sort()).toEqual(Object.keys(own).sort());
});

test("each table of the database is one that the naive reading knows, or its manifest says why nobody stands in it", async () => {
  const rows = await server.sql<{ name: string }>(
    `select relname as name from pg_class
     where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') and not relispartition`,
  );
  const nobodys = manifests
    .flatMap(({ tables }) => Object.entries(tables))
    .flatMap(([table, { persons }]) => ("none" in persons ? [table] : []));
  expect(rows.map(({ name }) => name).sort()).toEqual([...Object.keys(own), ...nobodys].sort());
});

test("nothing of fifty others is in it: no text, no name, no address, no user's id", () => {
  expect(text).not.toContain("ÉTRANGER");
  expect(others.filter(({ email, userId }) => text.includes(email) || text.includes(userId))).toEqual([]);
  expect(text.split("ADA").length).toBeGreaterThan(1_000);
});

test("no secret is in it, sealed or hashed", async () => {
  const [{ hash } = { hash: "" }] = await server.sql<{ hash: string }>(
    "select password_hash as hash from users where id = $1",
    [ada.userId],
  );
  expect(hash.length).toBeGreaterThan(20);
  expect(text).not.toContain(hash);
  expect(text).not.toMatch(/\\\\x[0-9a-f]{16}/);
});

test("what was sent to an address is in it only once somebody has proved to have the address", async () => {
  const invited = () =>
    archive.sections.filter((section) => section.table === "invitations").map(({ rows }) => rows.length);
  expect(invited()).toEqual([21, 0]);
  await server.sql("update users set email_verified_at = now() where id = $1", [ada.userId]);
  const proved = JSON.parse((await archiveOf(ada)).text) as typeof archive;
  expect(
    proved.sections.filter(({ table }) => table === "invitations").map(({ rows }) => rows.length),
  ).toEqual([21, 1]);
  expect(JSON.stringify(proved)).not.toContain(others[0]?.userId);
});

test("however much there is, it is held a piece at a time", async () => {
  const much = await person(server, "Beaucoup");
  await server.sql(
    "insert into notifications (user_id, kind, service, delivery) select $1, 'award_won', true, 'none' from generate_series(1, 20000)",
    [much.userId],
  );
  const { parts, text: whole } = await archiveOf(much);
  expect(whole.length).toBeGreaterThan(4_000_000);
  expect(Math.max(...parts.map(({ length }) => length))).toBeLessThan(400_000);
  const found = JSON.parse(whole).sections.find(({ table }: { table: string }) => table === "notifications");
  expect(found.rows).toHaveLength(20_000);
});
