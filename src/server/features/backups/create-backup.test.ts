import { spawnSync } from "node:child_process";
import { readdir, readFile, utimes } from "node:fs/promises";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { generateX25519Identity, identityToRecipient } from "age-encryption";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { folderStore } from "../../platform/objects/folder-store.ts";
import { getSealed } from "../../platform/objects/sealed-object.ts";
import { checkBackups, lateness } from "./backup-health.ts";
import { withBackupLock } from "./backup-lock.ts";
import { folderOf, manifestName } from "./backup-manifest.ts";
import { pruneBackups } from "./prune-backups.ts";
import { selectRuns } from "./run-queries.ts";
import { readManifest, writeManifest } from "./stored-backups.ts";
import { type BackupWorld, openBackupWorld } from "./testing/backup-world.ts";

const DAY_MS = 24 * 3_600_000;
/** Nobody else is called so, and nothing of it is left out by an index of words. */
const MARKED = "Élodie Marquée-Introuvable";
const WHO_READS = "select pid from pg_stat_activity where datname = current_database() and query ~* '^copy '";

let world: BackupWorld;
beforeAll(async () => {
  world = await openBackupWorld();
});
afterAll(() => world.close());
afterEach(async () => {
  for (const { name } of await world.parts.store.list("backups/")) await world.parts.store.remove(name);
  await world.sql("drop table if exists big, closed; delete from backup_runs");
});

const files = async (folder: string) =>
  (await readdir(folder, { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
const runs = () => selectRuns(world.parts.database.writer, 10);

test("a backup holds every table, is listed with its sizes, and stands in the log of actions", async () => {
  const { manifest, bytes, rows } = await world.create();
  expect(await world.list()).toMatchObject([{ id: manifest.id, fault: null }]);
  expect(await readManifest(world.parts.store, manifest.id, world.parts.keys)).toEqual(manifest);
  const [{ count }] = (await world.sql("select count(*)::int as count from places")) as [{ count: number }];
  expect(manifest.copy.tables.find(({ name }) => name === "places")?.rows).toBe(count);
  expect(rows).toBeGreaterThan(count);
  expect(await runs()).toMatchObject([{ id: manifest.id, state: "done", madeBy: "command", bytes, rows }]);
  expect(
    await world.sql(
      `select from audit_entries where action = 'backup.create' and resource_id = '${manifest.id}'`,
    ),
  ).toHaveLength(1);
});

test("nothing of a person stands in clear in the folder, and whoever it is encrypted for reads it", async () => {
  await world.sql(`create table big as select '${MARKED}'::text as name from generate_series(1, 50)`);
  const { manifest } = await world.create();
  const marks = [MARKED, ...MARKED.split(" ")].map((word) => Buffer.from(word));
  const all = await files(world.folder);
  expect(all).toHaveLength(manifest.objects.length + 1);
  for (const file of all) {
    const bytes = await readFile(file);
    for (const mark of marks) expect(bytes.includes(mark), file).toBe(false);
  }
  const object = manifest.objects.find(({ table }) => table === "big");
  if (object === undefined) throw new Error("the table is not in it");
  const { store } = world.parts;
  expect(await text(await getSealed(store, object, [world.identity]))).toContain(MARKED);
  await expect(getSealed(store, object, [await generateX25519Identity()])).rejects.toThrow(
    /cannot be opened/,
  );
});

test("one whose dump fails after a megabyte is not listed, leaves nothing, and is told with its reason", async () => {
  await world.sql(
    "create table big as select repeat(md5(n::text), 100) as noise from generate_series(1, 5000) as n",
  );
  let cut = false;
  const failed = world.create({}, (done) => {
    if (done < 1_000_000 || cut) return;
    cut = true;
    void world.sql(`select pg_terminate_backend(pid) from (${WHO_READS}) as readers`);
  });
  await expect(failed).rejects.toThrow();
  expect(cut).toBe(true);
  expect(await world.list()).toEqual([]);
  expect(await files(world.folder)).toEqual([]);
  expect(await runs()).toMatchObject([{ state: "failed", reason: expect.stringMatching(/./) }]);
});

test("on a disk that is full it fails in one line, and is not listed", async (context) => {
  const small = join(world.folder, "small");
  spawnSync("mkdir", [small]);
  const mounted = spawnSync("mount", ["-t", "tmpfs", "-o", "size=256k", "swideal", small]);
  if (mounted.status !== 0) return context.skip("this machine does not let tests mount a small disk");
  try {
    await world.sql(
      "create table big as select gen_random_uuid() as a, gen_random_uuid() as b from generate_series(1, 40000)",
    );
    const store = folderStore(small);
    await expect(world.create({ store })).rejects.toThrow(/no room is left for/);
    expect(await files(small)).toEqual([]);
    expect(await runs()).toMatchObject([
      { state: "failed", reason: expect.stringContaining("no room is left") },
    ]);
  } finally {
    spawnSync("umount", [small]);
  }
});

test("of two at once the second is refused, and a lock dies with who held it", async () => {
  await withBackupLock(world.parts.connection, () =>
    expect(world.create()).rejects.toMatchObject({ code: "running" }),
  );
  expect(await runs()).toEqual([]);
  await world.create();
  expect(await world.list()).toHaveLength(1);
});

test("a run whose process has died is told as failed by the next one", async () => {
  await world.sql("insert into backup_runs (id, made_by) values (uuid_v7(), 'schedule')");
  await world.create();
  expect(await runs()).toMatchObject([
    { state: "done" },
    { state: "failed", reason: "it was ended before it was done" },
  ]);
});

test("without anybody who could open it nothing is read", async () => {
  expect(() => world.create({ recipients: [] })).toThrow(/nobody is named who could open/);
  expect(() => world.create({ keys: [] })).toThrow(/AUDIT_KEY/);
  expect(await runs()).toEqual([]);
});

test("31 days of backups that fail leave the last good one, and warn", async () => {
  const { database, store, keys, connection } = world.parts;
  const { manifest: good } = await world.create();
  expect(await lateness(database.writer)).toBeNull();
  // Nobody but its owner reads it: the copy fails.
  await world.sql("create table closed (); revoke all on closed from current_user");
  const keep = { days: 30, weeks: 0, months: 0 };
  const [key] = keys;
  if (key === undefined) throw new Error("no key signs");
  let at = Date.parse(good.copy.at);
  for (let day = 1; day <= 31; day++) {
    // A day goes by: what is known of times is a day older.
    await world.sql(
      "update backup_runs set begun_at = begun_at - interval '1 day', ended_at = ended_at - interval '1 day'",
    );
    at -= DAY_MS;
    await store.remove(manifestName(good.id));
    await writeManifest(store, { ...good, copy: { ...good.copy, at: new Date(at).toISOString() } }, key);
    await expect(world.create(), `day ${day}`).rejects.toThrow(/permission denied/);
    await pruneBackups({ database, connection, store, keys, keep }, world.actor, false);
    expect(
      (await world.list()).map(({ id, fault }) => [id, fault]),
      `day ${day}`,
    ).toEqual([[good.id, null]]);
    const warned = await lateness(database.writer);
    if (day === 1) expect(warned).toBeNull();
    else
      expect(warned).toMatch(/^the last good backup is of .*; the last attempt failed: .*permission denied/);
  }
  await expect(checkBackups(database.writer, null)).rejects.toThrow(/the last good backup is of/);
  // Once there is another good one, it has had its time.
  await world.sql("drop table closed");
  const { manifest } = await world.create();
  expect(
    (await pruneBackups({ database, connection, store, keys, keep }, world.actor, true)).outlived,
  ).toEqual([good.id]);
  await pruneBackups({ database, connection, store, keys, keep }, world.actor, false);
  expect((await world.list()).map(({ id }) => id)).toEqual([manifest.id]);
  expect(await lateness(database.writer)).toBeNull();
});

test("an installation in which no backup was ever made warns after its first day", async () => {
  const { writer } = world.parts.database;
  expect(await lateness(writer)).toBeNull();
  const move = (by: string) =>
    world.sql(
      `update schema_migrations set run_on = run_on ${by} interval '27 hours' where name = '0055_backup_runs'`,
    );
  await move("-");
  try {
    expect(await lateness(writer)).toBe("no backup has been made yet");
    await expect(checkBackups(writer, null)).rejects.toThrow("no backup has been made yet");
  } finally {
    await move("+");
  }
});

test("what another key has signed is neither good nor removed, and what was begun goes after a day", async () => {
  const { database, store, keys, connection } = world.parts;
  const other = await openBackupWorld();
  try {
    const { manifest } = await other.create({ store });
    const left = "019ad400-0000-7000-8000-000000000002";
    await store.put(`${folderOf(left)}tables/x.copy.zst.age`, await store.get(manifestName(manifest.id)));
    const keep = { days: 1, weeks: 0, months: 0 };
    const pruned = await pruneBackups({ database, connection, store, keys, keep }, world.actor, false);
    expect(pruned).toEqual({ outlived: [], unfinished: [], kept: 1 });
    const later = Date.now() / 1_000 - 2 * 24 * 3_600;
    await utimes(join(world.folder, folderOf(left), "tables/x.copy.zst.age"), later, later);
    const again = await pruneBackups({ database, connection, store, keys, keep }, world.actor, false);
    expect(again).toEqual({ outlived: [], unfinished: [left], kept: 1 });
    expect(await store.list(folderOf(left))).toEqual([]);
    expect((await world.list())[0]?.fault).toMatchObject({ code: "unsigned" });
  } finally {
    await other.close();
  }
});

test("several may open it", async () => {
  const second = await generateX25519Identity();
  const recipients = [...world.parts.recipients, await identityToRecipient(second)];
  const { manifest } = await world.create({ recipients });
  expect(manifest.recipients).toEqual(recipients);
  const [object] = manifest.objects;
  if (object === undefined) throw new Error("it is empty");
  for (const identity of [world.identity, second])
    await text(await getSealed(world.parts.store, object, [identity]));
});

test("whoever makes one sees how far it is", async () => {
  const seen: number[] = [];
  await world.create({}, (done) => seen.push(done));
  expect(seen).toEqual([...seen].sort((one, other) => one - other));
  expect(seen.length).toBeGreaterThan(10);
});
