import { tmpdir } from "node:os";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createTestDatabase, type TestDatabase } from "../../../../tests/support/server.ts";
import { contactDetailIn } from "../../../shared/contact-details.ts";
import { conversationTexts } from "./conversations.ts";
import { type DemonstrationOptions, loadDemonstration } from "./index.ts";
import { questionTexts } from "./questions.ts";

const at = new Date("2026-11-22T10:00:00Z");
/** As SQL says it. */
const AT = `'${at.toISOString()}'::timestamptz`;
const missions = 400;
const options = { missions, seed: 9, at, currency: "EUR", ownMissions: null, onProgress: () => {} };

const databases: TestDatabase[] = [];
const clients: pg.Client[] = [];

async function filled(changes: Partial<DemonstrationOptions> = {}): Promise<pg.Client> {
  const database = await createTestDatabase();
  databases.push(database);
  await loadDemonstration(database.owner, { ...options, ...changes });
  const client = new pg.Client(database.owner);
  await client.connect();
  clients.push(client);
  return client;
}

const number = async (client: pg.Client, select: string) =>
  Number(Object.values((await client.query(select)).rows[0])[0]);

const progress: number[] = [];
let client: pg.Client;
beforeAll(async () => {
  client = await filled({ onProgress: (done) => progress.push(done) });
});
afterAll(async () => {
  for (const each of clients) await each.end();
  for (const database of databases) await database.drop();
});

describe("what is loaded", () => {
  it("is in every state, spread over many communes and trades", async () => {
    expect(await number(client, "select count(*) from missions")).toBe(missions);
    expect(await number(client, "select count(distinct status) from missions")).toBe(11);
    expect(await number(client, "select count(distinct place_insee_code) from missions")).toBeGreaterThan(
      100,
    );
    expect(await number(client, "select count(distinct category) from missions")).toBeGreaterThan(45);
    expect(progress.at(-1)).toBe(missions);
  });

  it("has a card for each published mission and for no other, and a tally that counts its offers", async () => {
    expect(
      await number(
        client,
        `select count(*) from missions m full join mission_cards c on c.mission_id = m.id
          where (m.status = 'published') is distinct from (c.mission_id is not null)`,
      ),
    ).toBe(0);
    expect(
      await number(
        client,
        `select count(*) from mission_tallies t join missions m on m.id = t.mission_id
          where offer_count <> (select count(*) from offers o where o.mission_id = m.id and o.status <> 'withdrawn')
             or (m.auction = 'sealed' and best_offer_cents is not null)`,
      ),
    ).toBe(0);
  });

  it("has the last of each offer's revisions as its price", async () => {
    expect(
      await number(
        client,
        `select count(*) from offers o where price_cents is distinct from (
          select price_cents from offer_revisions r where r.offer_id = o.id order by revision desc limit 1)`,
      ),
    ).toBe(0);
  });

  it("comes back letter by letter: apostrophes of both kinds, line breaks, accents", async () => {
    expect(await number(client, String.raw`select count(*) from missions where description ~ '\\[nt]'`)).toBe(
      0,
    );
    expect(
      await number(client, "select count(*) from missions where description like '%’%'"),
    ).toBeGreaterThan(50);
    expect(
      await number(client, "select count(*) from missions where description like '%''%'"),
    ).toBeGreaterThan(50);
    expect(
      await number(client, "select count(*) from missions where description like E'%\\n\\n%'"),
    ).toBeGreaterThan(50);
    expect(
      await number(client, "select count(*) from missions where description <> normalize(description, NFC)"),
    ).toBe(0);
  });
});

it("the same seed and time give the same rows in another database, ids included", async () => {
  const other = await filled();
  for (const table of [
    "parties",
    "missions",
    "offers",
    "offer_revisions",
    "mission_cards",
    "mission_tallies",
  ]) {
    const digest = `select md5(string_agg(t::text, '|' order by t::text)) as digest from ${table} t`;
    const [here, there] = [await client.query(digest), await other.query(digest)];
    expect([table, there.rows]).toEqual([table, here.rows]);
  }
});

it("a second load at another time adds to the first", async () => {
  const twice = await filled({ missions: 120 });
  const database = databases.at(-1) as TestDatabase;
  await loadDemonstration(database.owner, { ...options, missions: 120, at: new Date(at.getTime() + 60_000) });
  expect(await number(twice, "select count(*) from missions")).toBe(240);
});

it("a load that fails leaves nothing behind", async () => {
  const stopped = filled({
    onProgress: () => {
      throw new Error("stopped");
    },
  });
  await expect(stopped).rejects.toThrow("stopped");
  const database = databases.at(-1) as TestDatabase;
  const after = new pg.Client(database.owner);
  await after.connect();
  clients.push(after);
  expect(await number(after, "select count(*) from missions")).toBe(0);
  expect(await number(after, "select count(*) from parties")).toBe(0);
});

describe("the indexes of lists, without which every list would wait, are dropped for a large load", () => {
  const indexesOf = async (database: TestDatabase) => {
    const reader = new pg.Client(database.owner);
    await reader.connect();
    const { rows } = await reader.query(
      "select indexrelid from pg_index where indrelid = 'mission_cards'::regclass order by indexrelid",
    );
    await reader.end();
    return rows;
  };
  const loadMany = (database: TestDatabase) =>
    loadDemonstration(database.owner, { ...options, missions: 20, rebuildIndexesFrom: 20 });

  it.each([
    ["not while somebody else is connected", "connected", false],
    ["not where there are missions already", "filled", false],
    ["only where nothing is there and nobody reads", "neither", true],
  ])("%s", async (_, state, rebuilt) => {
    const database = await createTestDatabase();
    databases.push(database);
    if (state === "filled") await loadDemonstration(database.owner, { ...options, missions: 5, seed: 2 });
    const other = new pg.Client(database.application);
    if (state === "connected") await other.connect();
    const before = await indexesOf(database);
    await loadMany(database);
    const after = await indexesOf(database);
    await other.end();
    expect(after).toHaveLength(before.length);
    expect(JSON.stringify(after) !== JSON.stringify(before)).toBe(rebuilt);
  });
});

describe("whoever signs in", () => {
  let own: pg.Client;
  let accounts: { userId: string; partyId: string }[];
  beforeAll(async () => {
    const database = await createTestDatabase();
    databases.push(database);
    own = new pg.Client(database.owner);
    await own.connect();
    clients.push(own);
    const account = async (name: string) => {
      const { rows } = await own.query(
        `with party as (insert into parties (display_name) values ($1) returning id)
         insert into users (party_id, email, email_key, roles) select id, $1, $1, '{client,provider}' from party
         returning id as "userId", party_id as "partyId"`,
        [name],
      );
      return rows[0] as { userId: string; partyId: string };
    };
    const [client, provider] = [await account("client@example.org"), await account("provider@example.org")];
    accounts = [client, provider];
    await loadDemonstration(database.owner, {
      ...options,
      missions: 3_000,
      dataDir: tmpdir(),
      ownMissions: {
        clientPartyId: client.partyId,
        clientUserId: client.userId,
        clientName: "Client",
        providerPartyId: provider.partyId,
        providerUserId: provider.userId,
      },
    });
  });
  const ofOwn = (select: string) => number(own, select);

  it("has been told of what became of their own missions and offers, some of it unread, by no mail", async () => {
    for (const { userId, partyId } of accounts) {
      const { rows } = await own.query(
        `select n.kind, n.read_at is null as unread, n.party_id as "partyId", n.delivery, n.mail_due_at as due
         from notifications n join missions m on m.id = n.mission_id where n.user_id = $1`,
        [userId],
      );
      expect(rows.length).toBeGreaterThan(2);
      expect(rows.some(({ unread }) => unread)).toBe(true);
      expect(new Set(rows.map(({ kind }) => kind)).size).toBeGreaterThan(3);
      expect(new Set(rows.map((row) => `${row.partyId} ${row.delivery} ${row.due}`))).toEqual(
        new Set([`${partyId} none null`]),
      );
    }
  });

  it("reads questions and answers below missions, and has some to answer", async () => {
    expect(await ofOwn("select count(*) from questions where answer is not null")).toBeGreaterThan(300);
    expect(
      await ofOwn(`select count(*) from questions q join missions m on m.id = q.mission_id
        where asked_at not between m.published_at and ${AT} or answered_at > ${AT}`),
    ).toBe(0);
    const [client] = accounts;
    expect(
      await ofOwn(`select count(*) from questions q join missions m on m.id = q.mission_id
        where m.client_party_id = '${client?.partyId}' and answer is null and m.status in ('published', 'closed')`),
    ).toBeGreaterThan(0);
  });

  it("sees how the price of an open auction went, to where it stands, and nothing of a sealed one", async () => {
    expect(
      await ofOwn(`select count(*) from price_history h join missions m on m.id = h.mission_id
        where m.auction = 'sealed' or h.at not between m.published_at and ${AT}`),
    ).toBe(0);
    expect(
      await ofOwn(`select count(*) from missions m join mission_tallies t on t.mission_id = m.id
        left join lateral (select * from price_history h where h.mission_id = m.id order by sequence desc limit 1) h on true
        where m.auction = 'open' and m.status in ('published', 'closed')
          and (t.offer_count, t.best_offer_cents) is distinct from (coalesce(h.offer_count, 0), h.best_cents)`),
    ).toBe(0);
    expect(
      await ofOwn(`select count(*) from mission_tallies t where sequence <> question_count
          + (select count(*) from price_history h where h.mission_id = t.mission_id)
        or question_count <> (select count(*) from questions q where q.mission_id = t.mission_id and answer is not null)`),
    ).toBe(0);
  });

  it("has conversations, read and unread, favourites, and searches that have found something", async () => {
    for (const { userId, partyId } of accounts) {
      const unread = await own.query(
        `select c.id, (case when c.client_party_id = $1 then c.last_of_provider_id else c.last_of_client_id end)
            > coalesce(r.last_read_id, '00000000-0000-0000-0000-000000000000') as unread
         from conversations c left join conversation_reads r on r.conversation_id = c.id and r.user_id = $2
         where $1 in (c.client_party_id, c.provider_party_id)`,
        [partyId, userId],
      );
      const states = unread.rows.map((row) => row.unread === true);
      expect(states.filter(Boolean).length).toBeGreaterThan(0);
      expect(states.filter((state) => !state).length).toBeGreaterThan(0);
      expect(await ofOwn(`select count(*) from favourites where user_id = '${userId}'`)).toBeGreaterThan(2);
      expect(await ofOwn(`select count(*) from alert_matches where user_id = '${userId}'`)).toBeGreaterThan(
        0,
      );
    }
    expect(
      await ofOwn(`select count(*) from conversations c join missions m on m.id = c.mission_id
        join messages w on w.conversation_id = c.id
        where (m.auction = 'sealed' and w.sent_at < m.deadline) or w.sent_at > ${AT}`),
    ).toBe(0);
  });

  it("reads French, in which nobody gives away how to be reached", () => {
    const said = [
      ...Object.values(questionTexts).flat(2),
      ...[...conversationTexts.before, ...conversationTexts.work, ...conversationTexts.remoteWork]
        .flat()
        .map(([, text]) => text),
    ];
    for (const text of said) {
      expect(contactDetailIn(text), text).toBeNull();
      expect(text).toMatch(/^\p{Lu}.*[.?!]$/u);
      expect(text).not.toMatch(/ {2}|’|\s[,.]|[^ ][;:?!](?=\s|$)/u);
    }
  });
});
