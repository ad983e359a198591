import { tmpdir } from "node:os";
import pg from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";
import { moderator, type Person, person } from "../../../../tests/support/people.ts";
import {
  createTestDatabase,
  startTestServer,
  type TestDatabase,
  type TestServer,
} from "../../../../tests/support/server.ts";
import { strangersCheck } from "../../../../tests/support/strangers-check.ts";
import { exportRecord, verifyRecord } from "../auction-records/index.ts";
import { createRecordSigner, publicKeys } from "../record-keys/index.ts";
import { loadDemonstration } from "./index.ts";

const at = new Date("2026-11-22T10:00:00Z");
const options = { missions: 400, seed: 9, at, currency: "EUR", ownMissions: null, onProgress: () => {} };

let server: TestServer;
let client: Person;
let provider: Person;
let judge: Person;
beforeAll(async () => {
  server = await startTestServer({ EMAIL_VERIFICATION: "off", RATE_LIMITS: "off" });
  client = await person(server, "Élodie Ferrand");
  provider = await person(server, "Karim Benali");
  judge = await moderator(server);
  await loadDemonstration(server.access.owner, {
    ...options,
    dataDir: tmpdir(),
    recordSigner: createRecordSigner(server.resources.auditKeys.record),
    ownMissions: {
      clientPartyId: client.partyId,
      clientUserId: client.userId,
      clientName: "Élodie Ferrand",
      providerPartyId: provider.partyId,
      providerUserId: provider.userId,
    },
  });
}, 120_000);
afterAll(() => server?.close());

const OVER = "published_at is not null and coalesce(hidden_from, status) not in ('draft', 'published')";
const missionsThat = (condition: string, values: unknown[] = []) =>
  server.sql<{ id: string; status: string; auction: string }>(
    `select id, status, auction from missions where ${condition} order by id`,
    values,
  );

test("each auction of the demonstration that is over has a record, which made again from the tables is the same", async () => {
  const { database, auditKeys } = server.resources;
  const keys = await publicKeys(database.writer, auditKeys);
  const over = await missionsThat(OVER);
  expect(over.length).toBeGreaterThan(90);
  const heads = new Map<number, number>();
  for (const { id, status, auction } of over) {
    const verified = await verifyRecord(database.writer, id, { currency: "EUR", keys });
    expect([status, auction, verified?.faults]).toEqual([status, auction, []]);
    const { heads: count = 0 } = verified ?? {};
    heads.set(count, (heads.get(count) ?? 0) + 1);
  }
  // Over at once; over and awarded; declined, and awarded to the next.
  expect([...heads.keys()].toSorted()).toEqual([1, 2, 4]);
  const running = await missionsThat(`not (${OVER})`);
  expect(running.length).toBeGreaterThan(200);
  for (const { id } of running) expect(await exportRecord(database.writer, id)).toBeNull();
}, 120_000);

test("a stranger's program finds records of both modes as they were signed, prices against their commitments", async () => {
  const { text: keys } = await server.api.request("GET", "/.well-known/swideal-record-keys.json");
  const over = await missionsThat(`${OVER} and status in ('closed', 'completed', 'cancelled')`);
  const kinds = new Map(over.map((mission) => [`${mission.status} ${mission.auction}`, mission.id]));
  expect(kinds.size).toBeGreaterThan(4);
  for (const [kind, id] of kinds) {
    const { status, body } = await judge.get(`/missions/${id}/record`);
    expect([kind, status]).toEqual([kind, 200]);
    expect([kind, await strangersCheck(body, keys)]).toMatchObject([kind, { code: 0 }]);
  }
}, 120_000);

test("a record tells of the awards in the order in which they came, and of a sealed auction that was cancelled no price", async () => {
  const movesOf = async (id: string) =>
    (
      await server.sql<{ move: string }>(
        "select move from auction_moves where mission_id = $1 and move <> 'withdraw' order by number",
        [id],
      )
    ).map(({ move }) => move);
  const [again] = await server.sql<{ id: string }>(
    "select mission_id as id from offers where status = 'declined' order by id limit 1",
  );
  expect(await movesOf(again?.id as string)).toEqual(["publish", "close", "award", "decline", "award"]);
  const early = await server.sql<{ id: string }>(
    "select mission_id as id from auction_moves where move = 'award_early' order by mission_id limit 1",
  );
  expect(await movesOf(early[0]?.id as string)).toEqual(["publish", "award_early"]);
  const cancelled = await missionsThat(
    `status = 'cancelled' and auction = 'sealed' and published_at is not null
     and exists (select from offers o where o.mission_id = missions.id)`,
  );
  for (const { id } of cancelled) {
    const lines = (await exportRecord(server.resources.database.writer, id))?.heads.flatMap(
      (head) => head.lines,
    );
    expect(JSON.stringify(lines)).toContain("commitment");
    expect(JSON.stringify(lines)).not.toMatch(/priceCents|root/);
  }
});

test("a newcomer reads the record of an own mission that has ended, and the receipt of an own offer", async () => {
  const [ended] = await missionsThat(`${OVER} and client_party_id = $1`, [client.partyId]);
  const record = await client.get(`/missions/${ended?.id}/record`);
  expect(record.status, record.text).toBe(200);
  const offers = await server.sql<{ id: string }>("select id from offers where provider_party_id = $1", [
    provider.partyId,
  ]);
  expect(offers.length).toBeGreaterThan(2);
  for (const { id } of offers) {
    const receipt = await provider.get(`/offers/${id}/receipt`);
    expect([receipt.status, receipt.body.revisions?.length > 0]).toEqual([200, true]);
  }
});

test("what ends later adds a head to what was loaded", async () => {
  const [closed] = await missionsThat("status = 'closed' and client_party_id = $1", [client.partyId]);
  const [offer] = await server.sql<{ id: string }>(
    "select id from offers where mission_id = $1 and status = 'submitted' order by price_cents limit 1",
    [closed?.id],
  );
  const awarded = await client.post(`/offers/${offer?.id}/award`);
  expect(awarded.status, awarded.text).toBe(200);
  const { database, auditKeys } = server.resources;
  const keys = await publicKeys(database.writer, auditKeys);
  const verified = await verifyRecord(database.writer, closed?.id as string, { currency: "EUR", keys });
  expect(verified).toMatchObject({ heads: 2, faults: [] });
});

test("a load for figures brings neither: its auctions have no record to read, and say so", async () => {
  const later = new Date(at.getTime() + 60_000);
  await loadDemonstration(server.access.owner, { ...options, missions: 100, at: later });
  const [ended] = await missionsThat(
    `${OVER} and not exists (select from auction_moves a where a.mission_id = missions.id)`,
  );
  const { status, body } = await judge.get(`/missions/${ended?.id}/record`);
  expect([status, body.code]).toEqual([404, "not_found"]);
});

test("the same seed, time and key give the same proofs in another database", async () => {
  const databases: TestDatabase[] = [];
  const tables = [
    ...["offer_commitments", "sealed_roots"],
    ...["auction_moves", "auction_record_heads", "auction_record_lines"],
  ];
  const digests: unknown[] = [];
  try {
    for (const _ of [1, 2]) {
      const database = await createTestDatabase();
      databases.push(database);
      const recordSigner = createRecordSigner(server.resources.auditKeys.record);
      await loadDemonstration(database.owner, { ...options, missions: 120, recordSigner });
      const reader = new pg.Client(database.owner);
      await reader.connect();
      for (const table of tables) {
        const { rows } = await reader.query(
          `select count(*) > 0 as some, md5(string_agg(t::text, '|' order by t::text)) as digest from ${table} t`,
        );
        digests.push([table, rows[0]]);
      }
      await reader.end();
    }
  } finally {
    for (const database of databases) await database.drop();
  }
  expect(digests.slice(tables.length)).toEqual(digests.slice(0, tables.length));
  for (const digest of digests) expect(digest).toMatchObject([expect.any(String), { some: true }]);
}, 120_000);
