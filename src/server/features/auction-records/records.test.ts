import { expect, test } from "vitest";
import { marketOnTwoInstances } from "../../../../tests/support/market-world.ts";
import { offerInput, type Person } from "../../../../tests/support/people.ts";
import { strangersCheck as check } from "../../../../tests/support/strangers-check.ts";
import { auditKeysOf } from "../../platform/proof/keys.ts";
import { publicKeys } from "../record-keys/index.ts";
import { exportRecord, verifyRecord } from "./index.ts";
import type { AuctionRecord } from "./record-contract.ts";
import { readFacts } from "./record-facts.ts";
import { linesOf } from "./record-lines.ts";

const market = marketOnTwoInstances();
const { server, second, elsewhere, client, paul, zoe, judge, stranger, bid, award, move, passDeadline } =
  market;
const REASON = { reason: "Le besoin a changé depuis hier." };
type Said = { kind: string } & Record<string, unknown>;

const ask = (who: Person, mission: string) => who.get(`/missions/${mission}/record`);
async function record(who: Person, mission: string): Promise<AuctionRecord> {
  const { status, body, text } = await ask(who, mission);
  expect(status, text).toBe(200);
  return body;
}
const said = ({ heads }: AuctionRecord): Said[] =>
  heads.flatMap(({ lines }) => lines.map(({ line }) => JSON.parse(line) as Said));
const kinds = (read: AuctionRecord, kind: string) => said(read).filter((line) => line.kind === kind);

async function verify(mission: string) {
  const { database, secrets } = server.resources;
  const keys = await publicKeys(database.writer, auditKeysOf(secrets.auditKeys));
  const verified = await verifyRecord(database.writer, mission, { currency: "EUR", keys });
  if (verified === null) throw new Error("no record");
  return verified.faults.map(({ head, line, fault }) => `${line ?? `head ${head}`}: ${fault}`);
}

/** By docs/verify-record.mjs, as a stranger runs it. */
async function strangersCheck(read: AuctionRecord): Promise<{ code: number; output: string }> {
  const { text } = await server.api.request("GET", "/.well-known/swideal-record-keys.json");
  return check(read, text);
}

/** An auction in which everything has happened, closed by its deadline. */
async function over(auction: "open" | "sealed"): Promise<{ mission: string; pauls: string; zoes: string }> {
  const mission = await market.published({ auction });
  const asked = await paul.post(`/missions/${mission}/questions`, { text: "Y a-t-il un ascenseur ?" });
  await client.post(`/questions/${asked.body.id}/answer`, {
    text: "Oui, jusqu’au quatrième.",
    asAddendum: true,
  });
  const pauls = await bid(paul, mission, 300_000, { message: "Mot de Paul." });
  const zoes = await bid(zoe, mission, 290_000, { message: "Mot de Zoé." });
  await move(client, mission, "extend", { deadline: new Date(Date.now() + 4 * 86_400_000).toISOString() });
  await paul.patch(`/offers/${pauls}`, { priceCents: 250_000 });
  await zoe.post(`/offers/${zoes}/withdraw`);
  await zoe.post(`/missions/${mission}/offers`, offerInput(240_000, { message: "Mot de retour." }));
  await passDeadline(mission);
  return { mission, pauls, zoes };
}

test("the client reads all that happened, each thing a line, and a stranger's program finds it as it was signed", async () => {
  const { mission, zoes } = await over("open");
  const read = await record(client, mission);
  expect(
    kinds(read, "price").map(({ bidder, revision, priceCents }) => [bidder, revision, priceCents]),
  ).toEqual([
    [1, 1, 300_000],
    [2, 1, 290_000],
    [1, 2, 250_000],
    [2, 2, 240_000],
  ]);
  expect(kinds(read, "move").map((line) => [line.move, line.bidder])).toEqual([
    ["publish", null],
    ["extend", null],
    ["withdraw", 2],
    ["close", null],
  ]);
  expect(kinds(read, "question_text")).toMatchObject([{ text: "Y a-t-il un ascenseur ?" }]);
  expect(kinds(read, "answer_text")).toMatchObject([{ text: "Oui, jusqu’au quatrième." }]);
  expect(kinds(read, "message").map(({ text }) => text)).toEqual(["Mot de Paul.", "Mot de retour."]);
  expect(kinds(read, "terms")).toHaveLength(4);
  expect(await strangersCheck(read)).toMatchObject({ code: 0 });
  await award(zoes);
  await move(zoe, mission, "decline", REASON);
  const later = await record(client, mission);
  expect(later.heads.map(({ number, lines }) => [number, lines.length])).toEqual([
    [1, read.heads[0]?.lines.length],
    [2, 1],
    [3, 1],
  ]);
  expect(kinds(later, "move").slice(-2)).toMatchObject([
    { move: "award", bidder: 2 },
    { move: "decline", bidder: 2 },
  ]);
  expect(later.heads[0]).toEqual(read.heads[0]);
  expect(await strangersCheck(later)).toMatchObject({ code: 0 });
  expect(await verify(mission)).toEqual([]);
  const entries = await server.sql(
    "select from audit_entries where action = 'mission.record' and resource_id = $1 and octet_length(evidence) = 32",
    [mission],
  );
  expect(entries).toHaveLength(3);
});

test("while the auction runs there is none, for others there never is", async () => {
  const mission = await market.published();
  await bid(paul, mission);
  const asked = async () =>
    Promise.all([client, paul, judge, zoe, stranger].map(async (who) => (await ask(who, mission)).status));
  expect(await asked()).toEqual([409, 409, 409, 404, 404]);
  expect((await ask(client, mission)).body.code).toBe("invalid_transition");
  await passDeadline(mission);
  expect(await asked()).toEqual([200, 200, 200, 404, 404]);
  const read = await server.sql(
    "select from audit_entries where action = 'mission.read_record' and resource_id = $1",
    [mission],
  );
  expect(read).toHaveLength(1);
});

test("a bidder of an open auction reads every price under its number, and of others neither words, days nor who they are", async () => {
  const { mission } = await over("open");
  const read = await record(paul, mission);
  expect(kinds(read, "price")).toHaveLength(4);
  for (const kind of ["terms", "message", "bidder"])
    expect([kind, ...new Set(kinds(read, kind).map(({ bidder }) => bidder))]).toEqual([kind, 1]);
  expect(JSON.stringify(said(read))).not.toContain(zoe.partyId);
  expect(await strangersCheck(read)).toMatchObject({ code: 0 });
});

test("a bidder of a sealed one reads its own lines, the commitments and how many there were", async () => {
  const { mission } = await over("sealed");
  const read = await record(paul, mission);
  expect(kinds(read, "price").map(({ priceCents }) => priceCents)).toEqual([300_000, 250_000]);
  expect(kinds(read, "move").map((line) => line.move)).toEqual(["publish", "extend", "close"]);
  expect(kinds(read, "commitment")).toHaveLength(4);
  expect(kinds(read, "bidders")).toMatchObject([{ count: 2 }]);
  expect(kinds(read, "root")).toMatchObject([{ size: 4 }]);
  expect(JSON.stringify(said(read))).not.toMatch(/290000|240000|Mot de retour/);
  expect(await strangersCheck(read)).toMatchObject({ code: 0 });
  expect(kinds(await record(client, mission), "price")).toHaveLength(4);
});

test("a sealed auction that is cancelled before its deadline is never opened: its record has commitments alone", async () => {
  const mission = await market.published({ auction: "sealed" });
  await bid(paul, mission, 1_234_567);
  await move(client, mission, "cancel", REASON);
  const read = await record(client, mission);
  expect(kinds(read, "commitment")).toHaveLength(1);
  expect(said(read).filter(({ kind }) => ["price", "terms", "message", "root"].includes(kind))).toEqual([]);
  expect(JSON.stringify(await record(paul, mission))).not.toContain("1234567");
  expect(await verify(mission)).toEqual([]);
});

test("two instances give the same head and lines, byte for byte, and the lines made again from the tables are those", async () => {
  const { mission } = await over("open");
  const [here, there] = [await ask(client, mission), await ask(elsewhere(client), mission)];
  expect(there.text).toBe(here.text);
  const { database } = second.resources;
  const facts = await readFacts(database.writer, mission, "EUR");
  if (facts === null) throw new Error("no facts");
  expect(linesOf(facts).map(({ line }) => line)).toEqual(
    (await exportRecord(database.writer, mission))?.heads.flatMap(({ lines }) =>
      lines.map(({ line }) => line),
    ),
  );
});

const tampered: [string, string, string[]][] = [
  [
    "a price is altered",
    "update offer_revisions set price_cents = 200000 where mission_id = $1 and price_cents = 250000",
    ["price/1/2", "terms/1/2"],
  ],
  [
    "a revision is inserted",
    `insert into offer_revisions (offer_id, revision, mission_id, provider_party_id, price_cents, created_at)
     select offer_id, 3, mission_id, provider_party_id, 100000, created_at + interval '1 ms'
     from offer_revisions r where mission_id = $1 and price_cents = 250000`,
    ["price/1/3"],
  ],
  [
    "a revision is removed",
    `with gone as (delete from offer_commitments where mission_id = $1 and revision = 2 returning offer_id, revision)
     delete from offer_revisions r using gone where r.offer_id = gone.offer_id and r.revision = gone.revision`,
    ["price/1/2", "terms/1/2", "price/2/2", "terms/2/2"],
  ],
  [
    "the times of two offers are swapped",
    `update offer_revisions r set created_at = (
       select o.created_at from offer_revisions o where o.mission_id = $1 and o.revision = 1 and o.offer_id <> r.offer_id)
     where r.mission_id = $1 and r.revision = 1`,
    ["price/1/1", "price/2/1"],
  ],
  ["what was asked for is altered", "update missions set title = 'Autre chose' where id = $1", ["title"]],
  [
    "a move of the deadline is dropped",
    "delete from auction_moves where mission_id = $1 and move = 'extend'",
    ["move/2"],
  ],
  [
    "a kept line is altered",
    "update auction_record_lines set line = replace(line, '250000', '200000') where mission_id = $1 and key = 'price/1/2'",
    ["price/1/2"],
  ],
];

test.each(tampered)("by the owner of the database, found and named: %s", async (_what, statement, lines) => {
  const { mission } = await over("open");
  expect(await verify(mission)).toEqual([]);
  await server.sql(statement, [mission]);
  const faults = await verify(mission);
  expect(faults.length).toBeGreaterThan(0);
  for (const line of lines)
    expect(
      faults.some((fault) => fault.startsWith(`${line}: `)),
      `${line} in ${faults}`,
    ).toBe(true);
});

test("a kept line that is altered together with its digest, or signed by a key of the owner's own, is found", async () => {
  const { mission } = await over("open");
  await server.sql(
    `update auction_record_lines set line = replace(line, '250000', '200000'),
       digest = sha256('\\x00'::bytea || salt || convert_to(replace(line, '250000', '200000'), 'UTF8'))
     where mission_id = $1 and key = 'price/1/2'`,
    [mission],
  );
  expect(await verify(mission)).toEqual(expect.arrayContaining(["head 1: lines of the head"]));
  await server.sql("update auction_record_heads set signed = signed || 'A' where mission_id = $1", [mission]);
  expect(await verify(mission)).toEqual(expect.arrayContaining(["head 1: signature"]));
  await server.sql(
    "insert into record_keys (kid, public_key, voucher) values ('mine', decode(repeat('11', 32), 'hex'), decode(repeat('22', 32), 'hex'))",
  );
  const { body } = await server.api.request("GET", "/.well-known/swideal-record-keys.json");
  expect(body.keys.map(({ kid }: { kid: string }) => kid)).not.toContain("mine");
});

test("heads that are taken away are found, the last ones and all of them too, which no chain tells of", async () => {
  const { mission, zoes } = await over("open");
  await award(zoes);
  await move(zoe, mission, "decline", REASON);
  const takeAway = async (from: number) => {
    for (const [table, head] of [
      ["auction_record_lines", "head"],
      ["auction_record_heads", "number"],
    ])
      await server.sql(`delete from ${table} where mission_id = $1 and ${head} >= $2`, [mission, from]);
  };
  expect(await verify(mission)).toEqual([]);
  await takeAway(3);
  expect(await verify(mission)).toEqual(["head 3: missing"]);
  await takeAway(1);
  expect(await verify(mission)).toEqual(
    expect.arrayContaining(["head 1: missing", "head 2: missing", "head 3: missing"]),
  );
});

test("what somebody wrote can be erased, line and salt: the head stays as it is and still verifies", async () => {
  const { mission } = await over("open");
  const before = await record(client, mission);
  await server.sql(
    "update auction_record_lines set line = null, salt = null where mission_id = $1 and author_party_id = any($2)",
    [mission, [paul.partyId, client.partyId]],
  );
  await server.sql("update offers set message = '' where mission_id = $1 and provider_party_id = $2", [
    mission,
    paul.partyId,
  ]);
  await server.sql("update missions set title = '', description = '' where id = $1", [mission]);
  const after = await record(client, mission);
  expect(after.heads.map(({ signed }) => signed)).toEqual(before.heads.map(({ signed }) => signed));
  expect(JSON.stringify(after)).not.toMatch(/Mot de Paul|ascenseur|quatrième/);
  expect(await verify(mission)).toEqual([]);
  expect(await strangersCheck(after)).toMatchObject({ code: 0 });
  const altered = structuredClone(after);
  const [line] = altered.heads[0]?.lines.filter((one) => one.line.includes('"price"')) ?? [];
  if (line === undefined) throw new Error("no price");
  Object.assign(line, { line: line.line.replace("300000", "299999") });
  expect((await strangersCheck(altered)).output).toMatch(/line \d+ \(price\): not what was signed/);
});
