import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { startTestServer, type TestServer } from "../../../../tests/support/server.ts";
import { systemActor } from "../../core/actor.ts";
import { leafHash } from "../../platform/proof/merkle.ts";
import { recordAudit } from "./audit.ts";
import { folderPlace, type SecondPlace } from "./second-places.ts";
import { cutLog } from "./testing/cut-log.ts";
import { type SealedLog, sealedLog } from "./testing/sealed-log.ts";

let server: TestServer;
let folder: string;
let elsewhere: SecondPlace;
let log: SealedLog;
beforeEach(async () => {
  server = await startTestServer();
  folder = await mkdtemp(join(tmpdir(), "swideal-heads-"));
  elsewhere = folderPlace(folder);
  log = sealedLog(server, [elsewhere]);
  await act(300);
  await log.publish();
});
afterEach(async () => {
  await server.close();
  await rm(folder, { recursive: true });
});

/** As many audited actions of the program's own, each in its transaction. */
async function act(times: number): Promise<void> {
  for (let at = 0; at < times; at += 1)
    await server.resources.database.transaction((tx) =>
      recordAudit(tx, systemActor("test", `request-${at}`), {
        action: "user.roles",
        resource: { type: "test", id: null },
        changes: { to: at, from: "é ☂", reason: ["b", "a"] },
      }),
    );
}

/** The entry that was sealed as this leaf. */
async function entryOf(leaf: number): Promise<{ id: string; at: string }> {
  const [row] = await server.sql<{ id: string; at: string }>(
    "select entry_id as id, entry_at::text as at from audit_leaves where leaf = $1",
    [leaf],
  );
  return row as { id: string; at: string };
}

const found = async (places?: readonly SecondPlace[]) => (await log.verify(places)).found.join("\n");

describe("a log that nobody touched", () => {
  it("is what was published, entries that follow and wait included", async () => {
    expect(await log.verify()).toEqual({ leaves: 512, entries: 300, heads: 2, found: [], faults: 0 });
    await act(20);
    await log.publish();
    await act(3);
    await log.seal();
    await act(1);
    expect(await log.verify()).toEqual({ leaves: 771, entries: 323, heads: 4, found: [], faults: 0 });
    expect(log.badMacs).toEqual([]);
  });

  it("can be checked by other keys of AUDIT_KEY once they were changed, and by no other installation's", async () => {
    const other = await startTestServer();
    const { verify } = sealedLog(server, [elsewhere]);
    expect((await verify()).faults).toBe(0);
    const foreign = sealedLog(
      { ...server, resources: { ...server.resources, auditKeys: other.resources.auditKeys } } as TestServer,
      [elsewhere],
    );
    expect((await foreign.verify()).found[0]).toContain("is signed by no key of AUDIT_KEY");
    await other.close();
  });
});

describe("with the rights of the database's owner, and without the keys", () => {
  it("a field that was changed is found, its entry named", async () => {
    const { id } = await entryOf(77);
    await server.sql("update audit_entries set action = 'test.other' where id = $1", [id]);
    expect(await found([])).toContain(`entry ${id} (test.other,`);
  });

  it("personal details that were changed are found, their entry named", async () => {
    const { id } = await entryOf(5);
    await server.sql("update audit_details set changes = changes || '{\"to\": 9}' where entry_id = $1", [id]);
    expect(await found([])).toMatch(`the details of entry ${id}`);
  });

  it("an entry from the middle that was deleted is found and named, with its leaf and without", async () => {
    const { id } = await entryOf(100);
    await server.sql("delete from audit_entries where id = $1", [id]);
    expect(await found([])).toContain(`entry ${id}`);
    await server.sql("delete from audit_leaves where leaf = 100");
    expect(await found([])).toContain("leaf 100 of the log");
    // The leaves after it take its place, so that no number is missing.
    await server.sql("update audit_leaves set leaf = leaf - 1 where leaf > 100");
    expect(await found([])).toMatch(/is not what was sealed as leaf 100/);
  });

  it("the last hundred, taken away with all that covers them, are found by the head elsewhere", async () => {
    await act(200);
    await log.publish();
    await act(100);
    await log.publish();
    const before = 768;
    await cutLog(server, before);
    expect(await found([])).toBe("");
    expect(await found()).toContain(`has ${before} leaves and a head in ${folder} says 1024`);
  });

  it("two that were swapped are found and both named", async () => {
    const [one, other] = [await entryOf(10), await entryOf(11)];
    await server.sql(
      "update audit_entries set request_id = case id when $1 then 'request-11' else 'request-10' end where id in ($1, $2)",
      [one.id, other.id],
    );
    const text = await found([]);
    expect(text).toContain(one.id);
    expect(text).toContain(other.id);
  });

  it("one changed, with every hash that covers it made again, is found by the published head", async () => {
    const { id } = await entryOf(30);
    await server.sql("update audit_entries set action = 'test.other' where id = $1", [id]);
    await remakeTiles();
    expect(await found([])).toMatch(
      /is not the one whose head at 512 stands in the database: .* leaves 0 and 511/,
    );
    await server.sql("delete from audit_heads");
    expect(await found([])).toBe("");
    expect(await found()).toContain(`stands in ${folder}`);
  });

  it("one that was put in with triggers off is found: the program has not written it", async () => {
    await server.sql("set session_replication_role = replica").catch(() => {});
    await server.sql(
      "insert into audit_entries (at, action, result, actor_kind, resource_type, request_id, details_hash) values (now() - interval '2 minutes', 'test.forged', 'done', 'system', 'test', 'x', '\\x00')",
    );
    expect(await found([])).toMatch(/test\.forged.* was not written by the program/);
    await server.sql(
      "insert into audit_unsealed (entry_at, entry_id, key_id, mac) select at, id, '\\x00000000', '\\x00' from audit_entries where action = 'test.forged'",
    );
    await log.seal();
    expect(log.badMacs).toHaveLength(1);
    expect(await found([])).toMatch(/test\.forged.* was not written by the program/);
  });

  it("one without a MAC, as those of before the log, is found once others have one", async () => {
    await server.sql(
      "insert into audit_entries (action, result, actor_kind, resource_type, request_id, details_hash) values ('test.forged', 'done', 'system', 'test', 'x', '\\x00')",
    );
    await server.sql(
      "insert into audit_unsealed (entry_at, entry_id) select at, id from audit_entries where action = 'test.forged'",
    );
    await log.seal();
    expect(await found([])).toMatch(/test\.forged.* has no MAC, and others before it have/);
  });

  it("an entry taken away before it was sealed is found, with its place in the queue and without", async () => {
    await act(1);
    const [row] = await server.sql<{ id: string }>("select entry_id as id from audit_unsealed");
    await server.sql("delete from audit_unsealed");
    await server.sql("update audit_entries set at = at - interval '2 minutes' where id = $1", [row?.id]);
    expect(await found([])).toContain("its place in the queue was taken away");
    await act(1);
    const [next] = await server.sql<{ id: string }>("select entry_id as id from audit_unsealed");
    await server.sql("delete from audit_entries where id = $1", [next?.id]);
    await log.seal();
    expect(await found([])).toContain(`entry ${next?.id}`);
  });

  it("a truncated table, a dropped partition and a tile that was made again are found", async () => {
    const { id } = await entryOf(0);
    await server.sql(
      "update audit_tiles set hashes = set_byte(hashes, 0, get_byte(hashes, 0) # 1) where level = 1",
    );
    expect(await found([])).toContain("the tile 1/0 does not follow from the leaves");
    const [{ part }] = (await server.sql(
      "select tableoid::regclass::text as part from audit_entries limit 1",
    )) as [{ part: string }];
    await server.sql(`drop table ${part}`);
    expect(await found([])).toContain(`entry ${id}`);
    await server.sql("truncate audit_leaves");
    expect(await found()).toContain("has 0 leaves");
  });
});

describe("a log of more leaves than are read at once", () => {
  beforeEach(async () => {
    // Each fills a tile.
    for (let head = 0; head < 8; head += 1) await log.publish();
    await act(20);
    await log.publish();
  });

  it("is read to its end, and told so", async () => {
    const told: number[] = [];
    const { leaves, entries, faults } = await log.verify([elsewhere], (done) => void told.push(done));
    expect({ leaves, entries, faults }).toEqual({ leaves: 2_816, entries: 320, faults: 0 });
    expect(told.length).toBeGreaterThan(1);
    expect(told.at(-1)).toBe(2_816);
  });

  it("is found changed, and cut in two, wherever that is", async () => {
    const { id } = await entryOf(2_565);
    await server.sql("update audit_entries set action = 'test.other' where id = $1", [id]);
    expect(await found([])).toContain(`entry ${id} (test.other,`);
    // Where one reading ends and the next begins.
    await server.sql("delete from audit_leaves where leaf between 1990 and 2010");
    expect(await found([])).toContain("leaf 1990 of the log");
  });
});

describe("what goes on after the log is not the published one any more", () => {
  it("is neither sealed nor published: two heads of one log never contradict each other", async () => {
    await act(1);
    await log.publish();
    await cutLog(server, 512);
    await act(1);
    await expect(log.sealer.seal()).rejects.toThrow("has 512 leaves and had");
    const next = sealedLog(server, [elsewhere]);
    await server.sql("delete from audit_heads where size > 512");
    await expect(next.publish()).rejects.toThrow("its last head says 768");
    expect((await elsewhere.sizes(await origin())).length).toBe(2);
  });

  it("is refused where what was published was changed since", async () => {
    const { id } = await entryOf(3);
    await server.sql("update audit_entries set action = 'test.other' where id = $1", [id]);
    await remakeTiles();
    await server.sql("delete from audit_heads");
    await expect(sealedLog(server, [elsewhere]).publish()).rejects.toThrow(
      "is not the one whose head at 512",
    );
  });
});

const origin = async () =>
  (await server.sql<{ origin: string }>("select origin from audit_logs"))[0]?.origin ?? "";

/** Makes every hash of the log again from its entries, as somebody does who knows how they are made. */
async function remakeTiles(): Promise<void> {
  const { auditLine, paddingLine } = await import("./audit-line.ts");
  const { selectEntries } = await import("./seal-queries.ts");
  const { selectLeaves } = await import("./verify-queries.ts");
  const { CompactRange } = await import("../../platform/proof/merkle.ts");
  const { grow } = await import("./tiles.ts");
  const { reader } = server.resources.database;
  const leaves = await selectLeaves(reader, 1, 0, 10_000);
  const keys = leaves.flatMap(({ at, id }) => (at && id ? [{ at, id }] : []));
  const entries = await selectEntries(reader, keys);
  const hashes = leaves.map(({ id, padding }) => {
    const entry = entries.get(id ?? "");
    return leafHash(Buffer.from(entry === undefined ? paddingLine(padding as Buffer) : auditLine(entry)));
  });
  await server.sql("delete from audit_tiles");
  for (const { level, tile, added } of grow(new CompactRange(), hashes))
    await server.sql("insert into audit_tiles (log, level, tile, hashes) values (1, $1, $2, $3)", [
      level,
      tile,
      Buffer.concat(added),
    ]);
}
