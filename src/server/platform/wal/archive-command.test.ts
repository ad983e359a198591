import { readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { buffer } from "node:stream/consumers";
import { expect, onTestFinished, test } from "vitest";
import { openDatabase } from "../database/database.ts";
import { ObjectStoreError } from "../objects/object-store.ts";
import { getSealed } from "../objects/sealed-object.ts";
import { spoolOf } from "./archive-command.ts";
import { checkArchiving } from "./archiving-health.ts";
import { SEGMENT_BYTES } from "./log-names.ts";
import { LogNote, noteOf, readNote } from "./stored-notes.ts";
import { type ArchivedCluster, archivedCluster } from "./testing/archived-cluster.ts";

async function started(mostBytes?: number): Promise<ArchivedCluster> {
  const cluster = await archivedCluster(mostBytes);
  onTestFinished(() => cluster.stop());
  return cluster;
}

/** What health says of it. */
async function healthOf(cluster: ArchivedCluster, mostBytes: number): Promise<string | null> {
  const database = openDatabase({ connection: cluster.connection(), poolMax: 1, onError: () => {} });
  return checkArchiving(database.writer, cluster.dataDir, mostBytes)
    .then(() => null)
    .catch((error: Error) => error.message)
    .finally(() => database.close());
}

const unavailable = (cluster: ArchivedCluster) => ({
  ...cluster.store,
  put: async () => {
    throw new ObjectStoreError("refused", "the store is away");
  },
});

test("what PostgreSQL archives lies sealed in the store, and nothing waits any more", async () => {
  const cluster = await started();
  await cluster.sql("create table kept as select 'Élodie Marchand' as name from generate_series(1, 1000)");
  await cluster.archive();
  const [file = "", ...more] = cluster.waiting();
  expect(more).toEqual([]);
  const clear = await readFile(join(spoolOf(cluster.dataDir).folder, file));
  expect([clear.length, clear.includes("Marchand")]).toEqual([SEGMENT_BYTES, true]);
  await cluster.ship();
  expect(cluster.waiting()).toEqual([]);
  const stored = await cluster.store.list("wal/");
  const system = stored[0]?.name.split("/")[1] as string;
  expect(stored.map(({ name }) => name)).toEqual([
    `wal/${system}/log/${file}.note`,
    `wal/${system}/log/${file}.zst.age`,
  ]);
  const note = (await readNote(cluster.store, noteOf(system, file), LogNote, cluster.keys)) as LogNote;
  const sealed = await readFile(join(cluster.storeFolder, note.object.name));
  expect(sealed.includes("Marchand")).toBe(false);
  const opened = await buffer(await getSealed(cluster.store, note.object, [cluster.identity]));
  expect(opened.equals(clear)).toBe(true);
});

test("a file that is archived twice is taken as the one that is there, and another of its name is refused, in the spool and in the store", async () => {
  const cluster = await started();
  await cluster.archive();
  const [file = ""] = cluster.waiting();
  const kept = join(spoolOf(cluster.dataDir).folder, file);
  const content = await readFile(kept);
  const again = () => cluster.archiveFile(content, file);
  expect(again().status).toBe(0);
  const changed = Buffer.from(content);
  changed[9_000] = (changed[9_000] as number) ^ 1;
  const refused = cluster.archiveFile(changed, file);
  expect([refused.status, refused.stderr]).toEqual([1, expect.stringContaining("another file of that name")]);
  expect((await readFile(kept)).equals(content)).toBe(true);

  await cluster.ship();
  expect(again().status).toBe(0);
  await cluster.ship();
  expect(cluster.waiting()).toEqual([]);
  expect(cluster.archiveFile(changed, file).status).toBe(0);
  await expect(cluster.ship()).rejects.toThrow(`another file of the name ${file} lies in`);
  // What is in question is kept, for somebody to look at.
  expect(cluster.waiting()).toEqual([file]);
});

test("while the store is away the log waits, half of what may wait is told, and at the bound it is given up aloud and the database goes on", async () => {
  const most = 4 * SEGMENT_BYTES;
  const cluster = await started(most);
  await cluster.sql("create table kept (n int)");
  const away = { store: unavailable(cluster) };
  for (let n = 1; n <= 6; n += 1) {
    await cluster.sql(`insert into kept values (${n})`);
    await cluster.archive();
    await expect(cluster.ship(away)).rejects.toThrow("the store is away");
    const health = await healthOf(cluster, most);
    if (n === 1) expect(health).toBeNull();
    if (n === 2)
      expect(health).toBe("32 MB of the log wait for the place of backups; at 64 MB archiving is given up");
    if (n >= 5)
      expect(health).toMatch(/^the log was given up from \w{24} on: no recovery to moments after 20/);
  }
  expect(cluster.waiting()).toHaveLength(4);
  expect(cluster.gaps).toEqual([
    cluster
      .waiting()
      .at(-1)
      ?.replace(/.$/, (last) => (Number.parseInt(last, 16) + 1).toString(16).toUpperCase()),
  ]);
  // PostgreSQL keeps none of it, and writes on.
  const ready = await readdir(join(cluster.dataDir, "postgres/pg_wal/archive_status"));
  expect(ready.filter((name) => name.endsWith(".ready"))).toEqual([]);

  // The store is back: what waited is shipped, archiving begins again, and is told of until a base backup.
  await cluster.ship();
  expect([cluster.waiting(), cluster.hasGap()]).toEqual([[], false]);
  await cluster.archive();
  expect(cluster.waiting()).toHaveLength(1);
  expect(await healthOf(cluster, most)).toMatch(/^the log was given up/);
});

test("with hardly any room on the disk what waits is given up, aloud", async () => {
  const cluster = await started();
  await cluster.archive();
  const [file = ""] = cluster.waiting();
  await cluster.ship({ leastFreeBytes: Number.MAX_SAFE_INTEGER });
  expect([cluster.waiting(), cluster.gaps]).toEqual([[], [file]]);
});

test("what could not be archived for another reason is told, and tried again", async () => {
  const cluster = await started();
  const { folder } = spoolOf(cluster.dataDir);
  await rm(folder, { recursive: true });
  await writeFile(folder, "");
  await cluster.superuser("select pg_logical_emit_message(true, 'swideal', 'x')");
  await cluster.superuser("select pg_switch_wal()");
  await expect
    .poll(() => healthOf(cluster, 1e9), { timeout: 20_000 })
    .toMatch(/^PostgreSQL could not archive \w{24}$/);
  await cluster.stop();
  await rm(folder);
  await cluster.start();
  await expect.poll(() => healthOf(cluster, 1e9), { timeout: 20_000 }).toBeNull();
  expect((await stat(folder)).mode & 0o077).toBe(0);
});
