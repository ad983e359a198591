import pg from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createTestDatabase, type TestDatabase } from "../../tests/support/server.ts";
import { manifests } from "./manifests.ts";

/** Types that can hold nothing of a person but that something happened, when, and how much: all others are claimed. */
const MUTE = [
  "uuid",
  "timestamp with time zone",
  "timestamp without time zone",
  "boolean",
  "smallint",
  "integer",
  "bigint",
];

let database: TestDatabase;
let all: { table: string; column: string; type: string }[];
let columns: { table: string; column: string }[];
beforeAll(async () => {
  database = await createTestDatabase();
  const client = new pg.Client(database.owner);
  await client.connect();
  const { rows } = await client.query(
    `select relname as table, attname as column, format_type(atttypid, null) as type from pg_class c
     join pg_attribute a on a.attrelid = c.oid and attnum > 0 and not attisdropped
     where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') and not relispartition`,
  );
  await client.end();
  all = rows;
  columns = all.filter(({ type }) => !MUTE.includes(type)).map(({ table, column }) => ({ table, column }));
});
afterAll(() => database.drop());

const claims = () =>
  manifests.flatMap(({ tables }) =>
    Object.entries(tables).flatMap(([table, { personal = {}, impersonal = [] }]) =>
      [...Object.keys(personal), ...impersonal].map((column) => `${table}.${column}`),
    ),
  );

test("each column that can hold something of a person is claimed once, as personal or not, and no other", () => {
  expect(claims().sort()).toEqual(columns.map(({ table, column }) => `${table}.${column}`).sort());
});

test("what outlives its person says why", () => {
  const kept = manifests.flatMap(({ tables }) =>
    Object.values(tables).flatMap(({ personal = {} }) =>
      Object.entries(personal).filter(
        ([, { erasure, because }]) => erasure === "kept" && because === undefined,
      ),
    ),
  );
  expect(kept).toEqual([]);
});

const claimed = manifests.flatMap(({ tables }) => Object.entries(tables));
const rowsOf = claimed.flatMap(([table, { persons }]) =>
  "none" in persons ? [] : persons.rows.map((rows) => ({ table, ...rows })),
);

test("what is a person's to have stands in a table that says in which rows the person is found", () => {
  const lost = claimed.flatMap(([table, { persons, personal = {} }]) =>
    "none" in persons
      ? Object.entries(personal).flatMap(([column, data]) =>
          data.export === "given" ? [`${table}.${column}`] : [],
        )
      : [],
  );
  expect(lost).toEqual([]);
});

test("the columns by which a person is found, and those that are or are not given, are there", () => {
  const named = rowsOf.flatMap(({ table, column, through, only = [], without = [] }) => [
    `${through?.table ?? table}.${column}`,
    ...Object.entries(through?.equal ?? {}).flatMap(([here, there]) => [
      `${table}.${here}`,
      `${through?.table}.${there}`,
    ]),
    ...[...only, ...without].map((name) => `${table}.${name}`),
  ]);
  expect(named).toEqual(expect.arrayContaining(["users.id", "sessions.user_id"]));
  const there = new Set(all.map(({ table, column }) => `${table}.${column}`));
  expect(named.filter((name) => !there.has(name))).toEqual([]);
});

/** Ids of people and parties whose row it is not: what they say is given with the row, or is nobody's to have. */
const OF_OTHERS: Readonly<Record<string, readonly string[]>> = {
  "the account's own party, whose row is found as such": ["users.party_id"],
  "the other side, who has rows of its own": [
    "consents.receiver_party_id",
    "contact_consents.receiver_party_id",
    "messages.client_party_id",
    "messages.provider_party_id",
    "mission_reasons.provider_party_id",
    "offers.client_party_id",
  ],
  "the party of somebody who is found by the user": [
    "audit_entries.actor_party_id",
    "consents.party_id",
    "former_memberships.party_id",
    "invitations.party_id",
    "memberships.party_id",
    "messages.author_party_id",
    "notifications.party_id",
    "organisations.party_id",
    "questions.author_party_id",
  ],
  "whom somebody blocks is its own affair": ["blocks.blocked_party_id"],
  "of accounts that are no more": ["erasures.party_id", "erasures.user_id", "legal_holds.user_id"],
  "no person: by which words a search was read": ["alert_queries.read_by"],
  "moderators who decide": ["reports.decided_by", "restrictions.decided_by"],
  "made of missions": [
    "auction_record_lines.author_party_id",
    "offer_commitments.provider_party_id",
    "mission_cards.client_party_id",
    "mission_pictures.client_party_id",
    "search_word_clients.client_party_id",
  ],
};

test("each column with the id of a person or a party is one by which rows are found, or is known to be another's", () => {
  const naming = all
    .filter(({ type, column }) => type === "uuid" && /(^|_)(user|party|actor)_id$|_by$/.test(column))
    .map(({ table, column }) => `${table}.${column}`);
  const finding = rowsOf.map(({ table, column, through }) => `${through?.table ?? table}.${column}`);
  const found = naming.filter((name) => !finding.includes(name));
  expect(found.sort()).toEqual(Object.values(OF_OTHERS).flat().sort());
});
