import { generateKeyPairSync } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { startTestServer, type TestServer } from "../../../../tests/support/server.ts";
import { systemActor } from "../../core/actor.ts";
import { type Database, openDatabase } from "../../platform/database/database.ts";
import { recordAudit } from "./audit.ts";
import { findSealedEntry, NoProof, proveEntry } from "./entry-proof.ts";
import { exportLog } from "./export-log.ts";
import { NotPruned, planPruning, pruneLog } from "./prune.ts";
import { openPruned, signPruned } from "./pruned-note.ts";
import { restartLog } from "./restart.ts";
import { folderPlace, type SecondPlace } from "./second-places.ts";
import { type SealedLog, sealedLog } from "./testing/sealed-log.ts";
import { queueEntries } from "./unsealed.ts";
import { restartsOf } from "./verify-restarts.ts";

let server: TestServer;
let owner: Database;
let folder: string;
let elsewhere: SecondPlace;
let log: SealedLog;
beforeEach(async () => {
  server = await startTestServer();
  owner = openDatabase({
    connection: server.access.owner,
    poolMax: 2,
    onError: () => {},
    lastStatement: queueEntries(server.resources.auditKeys.mac),
  });
  folder = await mkdtemp(join(tmpdir(), "swideal-heads-"));
  elsewhere = folderPlace(folder);
  log = sealedLog(server, [elsewhere]);
});
afterEach(async () => {
  await owner.close();
  await server.close();
  await rm(folder, { recursive: true });
});

/** Entries of that time, as they were written then. */
async function actAt(time: string, times: number): Promise<void> {
  await server.sql(`alter table audit_entries alter column at set default '${time}'`);
  for (let n = 0; n < times; n += 1)
    await server.resources.database.transaction((tx) =>
      recordAudit(tx, systemActor("test", `${time}-${n}`), {
        action: "party.block",
        resource: { type: "test", id: null },
      }),
    );
  await server.sql("alter table audit_entries alter column at set default clock_timestamp()");
}

const keys = () => server.resources.auditKeys.note;
const plan = (before: string | null, places = [elsewhere]) =>
  planPruning({ connection: owner.reader, noteKeys: keys(), places, yearsKept: 3 }, before);
const prune = (before: string) =>
  pruneLog(
    { database: owner, noteKeys: keys(), places: [elsewhere], yearsKept: 3, onProgress: () => {} },
    systemActor("swideal audit prune", "test"),
    { before, reason: "Trois ans sont passés." },
  );
const count = async (what: string) =>
  Number((await server.sql<{ n: string }>(`select count(*) as n from ${what}`))[0]?.n);
const idOf = async (leaf: number) =>
  (await server.sql<{ id: string }>("select entry_id as id from audit_leaves where leaf = $1", [leaf]))[0]
    ?.id ?? "";
const found = async (places?: readonly SecondPlace[]) => (await log.verify(places)).found.join("\n");

/** Three months: 300 entries, 100 entries, and 20 of today, each published. */
async function threeMonths(): Promise<void> {
  await server.sql(
    "create table audit_entries_2020_01 partition of audit_entries for values from ('2020-01-01Z') to ('2020-02-01Z')",
  );
  await actAt("2020-01-10Z", 300);
  await log.publish();
  await actAt("2020-02-10Z", 100);
  await log.publish();
  await actAt("2026-11-01Z", 20);
  await log.publish();
}

describe("a month that is pruned", () => {
  it("is gone with its partition, its leaves and its tiles; what is kept verifies, and its proofs of before hold", async () => {
    await threeMonths();
    const kept = await findSealedEntry(owner.reader, await idOf(768));
    const proof = () => proveEntry({ connection: owner.reader, noteKeys: keys() }, kept, 1024);
    const before = await proof();
    const tiles = await server.sql(
      "select level, tile, hashes from audit_tiles where (tile + 1) * 256 > 512 or level > 0",
    );
    expect(await plan("2020-02-01")).toMatchObject({
      before: "2020-02-01",
      entries: 300,
      logs: [{ minimum: 512 }],
    });
    expect(await prune("2020-02-01")).toMatchObject({ entries: 300 });

    expect(await count("audit_entries where at < '2020-02-01Z'")).toBe(0);
    expect(await count("audit_details where entry_at < '2020-02-01Z'")).toBe(0);
    expect(await server.sql("select to_regclass('audit_entries_2020_01') as it")).toEqual([{ it: null }]);
    expect(await count("audit_leaves where leaf < 512")).toBe(0);
    expect(await server.sql("select level, tile, hashes from audit_tiles")).toEqual(
      expect.arrayContaining(tiles),
    );
    expect(await count("audit_tiles where level = 0 and tile < 2")).toBe(0);
    expect(await count("audit_heads")).toBe(3);
    expect(await proof()).toBe(before);
    await log.publish();
    expect(await log.verify()).toMatchObject({ faults: 0, entries: 121 });
    const lines = [];
    for await (const part of exportLog(owner.reader, {
      ...{ format: "jsonl", padding: false, onProgress: () => {} },
      onGone: (id) => expect.unreachable(id),
    }))
      lines.push(...part.trim().split("\n"));
    expect(lines).toHaveLength(121);
    await expect(findSealedEntry(owner.reader, crypto.randomUUID())).rejects.toBeInstanceOf(NoProof);
  });

  it("may be followed by the next: what was pruned twice verifies, and tiles that are gone are not found", async () => {
    await threeMonths();
    await prune("2020-02-01");
    expect(await prune("2020-03-01")).toMatchObject({ entries: 100, logs: [{ minimum: 768 }] });
    expect(await log.verify()).toMatchObject({ faults: 0, leaves: 1024 });
    const status = async (tile: string) => (await fetch(`${server.url}/audit/tile/${tile}`)).status;
    expect([await status("0/000"), await status("0/003"), await status("1/000.p/4")]).toEqual([
      404, 200, 200,
    ]);
    await expect(prune("2020-03-01")).rejects.toThrow("there is no entry before 2020-03");
  });

  it("is delayed by one of its entries that was sealed among later ones, or waits", async () => {
    await threeMonths();
    await actAt("2020-01-31T23:59:59Z", 1);
    expect(await plan("2020-03-01")).toMatchObject({ before: "2020-01-01", entries: 0 });
    await log.publish();
    expect(await plan("2020-03-01")).toMatchObject({ before: "2020-01-01", entries: 0 });
    await expect(prune("2020-03-01")).rejects.toThrow("there is no entry before 2020-01");
    expect((await log.verify()).faults).toBe(0);
  });

  it("stays while a head that covers it is published nowhere, or not in each second place", async () => {
    await actAt("2020-01-10Z", 300);
    await log.seal();
    expect(await plan("2020-03-01", [])).toMatchObject({ before: "2020-01-01", entries: 0, logs: [] });
    await sealedLog(server, []).publish();
    await actAt("2026-11-01Z", 2);
    await log.seal();
    expect(await plan("2020-03-01", [])).toMatchObject({ before: "2020-03-01", entries: 300 });
    expect(await plan("2020-03-01")).toMatchObject({ before: "2020-01-01", entries: 0 });
    await log.publish();
    expect(await plan("2020-03-01")).toMatchObject({ before: "2020-03-01", entries: 300 });
  });

  it("changes nothing while it is only asked for, and says who pruned it and why once it is gone", async () => {
    await threeMonths();
    const tables = ["entries", "details", "leaves", "tiles", "heads", "unsealed", "pruned"].map(
      (name) => `audit_${name}`,
    );
    const state = () =>
      Promise.all(
        tables.map((name) =>
          server.sql(`select md5(string_agg(t::text, '' order by t::text)) from ${name} t`),
        ),
      );
    const before = await state();
    expect(await plan(null)).toMatchObject({
      before: expect.stringMatching(/^202\d-\d\d-01$/),
      entries: 400,
    });
    expect(await state()).toEqual(before);
    await prune("2020-02-01");
    expect(await state()).not.toEqual(before);
    expect(
      await server.sql(
        `select actor_name, changes from audit_entries join audit_details on entry_at = at and entry_id = id where action = 'audit.prune'`,
      ),
    ).toEqual([
      {
        actor_name: "swideal audit prune",
        changes: { before: "2020-02-01", entries: 300, reason: "Trois ans sont passés." },
      },
    ]);
  });

  it("is three years old; a log that is not what was written is not pruned at all", async () => {
    await threeMonths();
    await expect(plan("2026-01-01")).rejects.toBeInstanceOf(NotPruned);
    await server.sql("update audit_entries set action = 'test.other' where id = $1", [await idOf(5)]);
    await expect(prune("2020-02-01")).rejects.toThrow("the log is not what was written: entry");
    expect(await count("audit_pruned")).toBe(0);
  });

  it("of a log that was followed by another leaves both verifiable", async () => {
    await threeMonths();
    await server.sql("alter table audit_entries alter column at set default '2020-04-01Z'");
    const restart = { database: owner, noteKeys: keys(), places: [elsewhere] };
    await restartLog(restart, systemActor("swideal audit restart", "test"), "Essai.");
    await actAt("2020-04-02Z", 3);
    await actAt("2026-11-02Z", 3);
    await log.publish();
    expect((await log.verify()).faults).toBe(0);
    // The first log still holds entries of 2026, so that the months behind them stay with those of the second.
    expect(await prune("2020-05-01")).toMatchObject({
      before: "2020-05-01",
      entries: 404,
      logs: [{ minimum: 768 }, { minimum: 4 }],
    });
    expect((await log.verify()).found).toEqual([]);
    expect(await restartsOf({ connection: owner.reader, noteKeys: keys() })).toHaveLength(1);
  });
});

describe("a log that was followed by another", () => {
  it("may go as a whole: how many leaves it had is still known, and it verifies", async () => {
    await actAt("2020-01-10Z", 256);
    await log.seal();
    await server.sql("alter table audit_entries alter column at set default '2020-02-01Z'");
    const restart = { database: owner, noteKeys: keys(), places: [elsewhere] };
    await restartLog(restart, systemActor("swideal audit restart", "test"), "Essai.");
    await actAt("2026-11-02Z", 3);
    await log.publish();
    expect(await prune("2020-03-01")).toMatchObject({ logs: [{ minimum: 256 }, { minimum: 1 }] });
    expect(await count("audit_leaves where log = 1")).toBe(0);
    expect(await log.verify()).toMatchObject({ found: [], faults: 0, leaves: 512 });
    expect(await plan("2020-03-01")).toMatchObject({ entries: 0, logs: [] });
  });
});

describe("with the rights of the database's owner, and without the keys", () => {
  it("nothing can be pruned that verification does not miss", async () => {
    await threeMonths();
    const [{ origin }] = (await server.sql("select origin from audit_logs")) as [{ origin: string }];
    const { privateKey } = generateKeyPairSync("ed25519");
    await prune("2020-02-01");
    const [{ note }] = (await server.sql("select note from audit_pruned")) as [{ note: string }];
    const part = openPruned(note, origin, keys());
    if (part === null) return expect.unreachable();

    await server.sql("update audit_pruned set minimum = 768, note = $1", [
      signPruned({ ...part, minimum: 768 }, privateKey),
    ]);
    expect(await found([])).toContain("is signed by no key of AUDIT_KEY");
    await server.sql("update audit_pruned set minimum = 768, note = $1", [note]);
    expect(await found([])).toContain("is signed by no key of AUDIT_KEY");
    await server.sql("delete from audit_pruned");
    expect(await found([])).toContain("leaf 0 of the log");
  });

  it("whoever has the keys too, and prunes another tree, is found by the heads behind it", async () => {
    await threeMonths();
    await prune("2020-02-01");
    const [{ note }] = (await server.sql("select note from audit_pruned")) as [{ note: string }];
    const [{ origin }] = (await server.sql("select origin from audit_logs")) as [{ origin: string }];
    const part = openPruned(note, origin, keys());
    const [key] = keys();
    if (part === null || key === undefined) return expect.unreachable();
    const hashes = part.hashes.map((hash) => Buffer.from(hash).fill(1, 0, 4));
    await server.sql("update audit_pruned set note = $1", [signPruned({ ...part, hashes }, key)]);
    expect(await found([])).toMatch(/is not the one whose head at 512/);
  });

  it("what is kept is as well guarded as before: changed, deleted, swapped, cut", async () => {
    await threeMonths();
    await prune("2020-02-01");
    const [one, other] = [await idOf(520), await idOf(521)];
    await server.sql("update audit_entries set action = 'test.other' where id = $1", [one]);
    expect(await found([])).toContain(`entry ${one} (test.other,`);
    await server.sql("delete from audit_entries where id = $1", [other]);
    expect(await found([])).toContain(`entry ${other}`);
    await server.sql(
      "update audit_tiles set hashes = set_byte(hashes, 70, get_byte(hashes, 70) # 1) where level = 1",
    );
    expect(await found([])).toContain("the tile 1/0 does not follow from the leaves");
    await server.sql("delete from audit_leaves where leaf >= 768");
    await server.sql("delete from audit_heads where size > 768");
    expect(await found()).toContain("has 768 leaves and a head in");
  });
});
