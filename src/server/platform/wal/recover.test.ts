import { spawn } from "node:child_process";
import { generateKeyPairSync } from "node:crypto";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { mkdir, readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import process from "node:process";
import { createInterface } from "node:readline";
import { setTimeout as sleep } from "node:timers/promises";
import { generateX25519Identity } from "age-encryption";
import { expect, onTestFinished, test } from "vitest";
import { startEmbeddedPostgres } from "../embedded-postgres/index.ts";
import { query, quietly, serversOf, temporaryFolder } from "../embedded-postgres/testing/support.ts";
import { momentOf } from "./moment.ts";
import { type ArchivedCluster, archivedCluster } from "./testing/archived-cluster.ts";

/** Numbers 1 to 30, of which 10 are in the base backup, 20 in the store, and 30 in the old cluster's own log. */
async function killedAfterWrites(): Promise<{ cluster: ArchivedCluster; between: Date[]; base: string }> {
  const cluster = await archivedCluster();
  onTestFinished(() => cluster.stop());
  await cluster.sql("create table kept (n int)");
  const write = (n: number) => cluster.sql(`insert into kept values (${n})`);
  for (let n = 1; n <= 10; n += 1) await write(n);
  const { endedAt } = await cluster.base();
  const between: Date[] = [];
  for (let n = 11; n <= 30; n += 1) {
    await write(n);
    await sleep(3);
    between[n] = await cluster.now();
    await sleep(3);
    if (n === 15 || n === 20) await cluster.archive();
  }
  await cluster.ship();
  await cluster.kill();
  return { cluster, between, base: endedAt };
}

async function numbersIn(dataDir: string): Promise<unknown[]> {
  const postgres = await startEmbeddedPostgres({ dataDir, ...quietly });
  try {
    const rows = await query(postgres.connection("owner"), "select n from kept order by n");
    return rows.map(({ n }) => n);
  } finally {
    await postgres.stop();
  }
}

const upTo = (last: number) => Array.from({ length: last }, (_, at) => at + 1);

test("killed in the middle of writes, the database is brought to a moment between two of them, in the store's log or in its own", async () => {
  const { cluster, between } = await killedAfterWrites();
  const { aside } = await cluster.recover(between[17] as Date);
  expect(await numbersIn(cluster.dataDir)).toEqual(upTo(17));
  // The one of before lies beside it, whole, and its end can be had from it by another recovery.
  await rm(join(cluster.dataDir, "postgres"), { recursive: true });
  await rename(aside as string, join(cluster.dataDir, "postgres"));
  const { lastCommit } = await cluster.recover(between[25] as Date);
  expect(lastCommit).toMatch(/^20\d\d-/);
  expect(await numbersIn(cluster.dataDir)).toEqual(upTo(25));
}, 120_000);

test("a moment after the last write is reached with the old cluster's log; without it, where the store's ends is told", async () => {
  const { cluster, between, base } = await killedAfterWrites();
  const now = new Date();
  const elsewhere = { dataDir: join(await temporaryFolder(), "data") };
  const lost = cluster.recover(between[25] as Date, elsewhere);
  await expect(lost).rejects.toThrow(
    new RegExp(`cannot be reached: the archived log ends before; possible is ${base} to 20[^ ]+Z$`),
  );
  await cluster.recover(between[19] as Date, elsewhere);
  expect(await numbersIn(elsewhere.dataDir)).toEqual(upTo(19));
  await cluster.recover(now);
  expect(await numbersIn(cluster.dataDir)).toEqual(upTo(30));
}, 120_000);

test("after a recovery its own log is archived, and a second one follows it", async () => {
  const { cluster, between } = await killedAfterWrites();
  await cluster.recover(between[17] as Date);
  await cluster.start();
  await cluster.sql("insert into kept values (100)");
  const moment = await cluster.now();
  await sleep(3);
  await cluster.sql("insert into kept values (101)");
  await cluster.archive();
  await cluster.ship();
  await cluster.kill();
  expect((await cluster.store.list("wal/")).map(({ name }) => name.split("/").at(-1))).toContain(
    "00000002.history.note",
  );
  const elsewhere = { dataDir: join(await temporaryFolder(), "data") };
  await cluster.recover(moment, elsewhere);
  expect(await numbersIn(elsewhere.dataDir)).toEqual([...upTo(17), 100]);
}, 120_000);

test("what cannot be is refused in words, and the database stays what it was", async () => {
  const { cluster, between, base } = await killedAfterWrites();
  const before = await readdir(cluster.dataDir);
  const refused = async (
    says: RegExp,
    to: Date = between[17] as Date,
    changed: Parameters<ArchivedCluster["recover"]>[1] = {},
  ) => {
    const error = await cluster.recover(to, changed).then(
      () => new Error("not refused"),
      (reason: Error) => reason,
    );
    expect(error.message).toMatch(says);
    expect(error.message).not.toContain("\n");
    expect(await readdir(cluster.dataDir)).toEqual(before);
  };
  const possible = `possible is ${base} to 20\\S+Z`;
  const day = 24 * 3_600_000;
  await refused(new RegExp(`is in the future: ${possible}`), new Date(Date.now() + day));
  await refused(new RegExp(`before the oldest base backup: ${possible}`), new Date(Date.now() - day));
  await refused(/with --replace it is put aside/, between[17], { replace: false });
  await refused(/cannot be opened/, between[17], { identities: [await generateX25519Identity()] });
  await refused(/was not signed by this installation/, between[17], {
    keys: [generateKeyPairSync("ed25519").privateKey],
  });
  await refused(/what must not come back/, between[17], {
    afterwards: async () => {
      throw new Error("what must not come back could not be told");
    },
  });

  const log = (await cluster.store.list("wal/"))
    .map(({ name }) => name)
    .filter((name) => name.includes("/log/"));
  const segments = log.filter((name) => /\/\w{24}\.zst\.age$/.test(name));
  const second = segments.at(-1) as string;
  const path = join(cluster.storeFolder, second);
  const whole = await readFile(path);
  for (const at of [10, Math.floor(whole.length / 2), whole.length - 1]) {
    const changed = Buffer.from(whole);
    changed[at] = (changed[at] as number) ^ 1;
    await writeFile(path, changed);
    await refused(/^wal\/|cannot be opened|is not what was written|tag|decrypt/i);
  }
  await writeFile(path, whole);
  // Whoever has the old cluster has what its log still holds.
  const note = join(cluster.storeFolder, (segments.at(-2) as string).replace(".zst.age", ".note"));
  await rename(note, `${note}-gone`);
  await refused(/cannot be reached: the log lacks 0000000100000000\w{8}; possible is/, between[17], {
    dataDir: join(await temporaryFolder(), "data"),
  });
  await rename(`${note}-gone`, note);

  await cluster.start();
  await refused(/Swideal runs on .+: stop it first/);
  await cluster.kill();
  expect(await numbersIn(cluster.dataDir)).toEqual(upTo(30));
}, 240_000);

test("killed while it recovers, at any step, it leaves the old database whole, and the next one clears away and succeeds", async () => {
  const { cluster, between } = await killedAfterWrites();
  const script = join(import.meta.dirname, "testing/recover-child.ts");
  const [key] = cluster.keys;
  const given = {
    ...{ dataDir: cluster.dataDir, storeFolder: cluster.storeFolder, identity: cluster.identity },
    ...{ key: key?.export({ format: "pem", type: "pkcs8" }), to: between[17] },
  };
  for (const [line, afterMs] of [
    ["Unpacking", 50],
    ["Fetching", 20],
    ["Fetching", 400],
    ["ready", 0],
    ["ready", 30],
  ] as const) {
    const child = spawn(process.execPath, [script, JSON.stringify(given)], {
      stdio: ["ignore", "pipe", "inherit"],
    });
    const exited = once(child, "exit");
    for await (const told of createInterface({ input: child.stdout })) if (told.startsWith(line)) break;
    await sleep(afterMs);
    child.kill("SIGKILL");
    await exited;
    expect(existsSync(join(cluster.dataDir, "postgres/PG_VERSION")), line).toBe(true);
    const works = (await readdir(cluster.dataDir)).filter((name) => name.includes(".recovering-"));
    for (const work of works) while (serversOf(join(cluster.dataDir, work)).length > 0) await sleep(50);
  }
  expect((await readdir(cluster.dataDir)).some((name) => name.includes(".before-"))).toBe(false);
  await cluster.recover(between[17] as Date);
  expect(await numbersIn(cluster.dataDir)).toEqual(upTo(17));
  expect((await readdir(cluster.dataDir)).some((name) => name.includes(".recovering-"))).toBe(false);
}, 240_000);

test("killed between the two steps of the exchange, the next start finds the new database", async () => {
  const { cluster, between } = await killedAfterWrites();
  await cluster.recover(between[17] as Date);
  const { dataDir } = cluster;
  await mkdir(join(dataDir, "postgres.recovering-x"));
  await rename(join(dataDir, "postgres"), join(dataDir, "postgres.recovering-x/postgres"));
  await writeFile(join(dataDir, "postgres.swap"), "postgres.recovering-x/postgres");
  expect(await numbersIn(dataDir)).toEqual(upTo(17));
  expect(existsSync(join(dataDir, "postgres.swap"))).toBe(false);
  // Of before its first step nothing is left to do.
  await writeFile(join(dataDir, "postgres.swap"), "postgres.recovering-y/postgres");
  expect(await numbersIn(dataDir)).toEqual(upTo(17));
  await rm(join(dataDir, "postgres"), { recursive: true });
  await writeFile(join(dataDir, "postgres.swap"), "postgres.recovering-y/postgres");
  await expect(startEmbeddedPostgres({ dataDir, ...quietly })).rejects.toThrow(
    "which is not there: put back",
  );
}, 120_000);

test("a moment is told with its zone, or refused", () => {
  expect(momentOf("2026-11-29T10:00:00Z").toISOString()).toBe("2026-11-29T10:00:00.000Z");
  expect(momentOf("2026-11-29 11:00:00.5+01:00").toISOString()).toBe("2026-11-29T10:00:00.500Z");
  for (const text of [
    "2026-11-29T10:00:00",
    "2026-11-29",
    "2026-02-30T10:00:00Z",
    "yesterday",
    "2026-11-29T25:00:00Z",
    "",
  ])
    expect(() => momentOf(text), text).toThrow("is no moment with its zone");
});
