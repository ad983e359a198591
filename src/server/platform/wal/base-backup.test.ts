import { spawnSync } from "node:child_process";
import { createHash, generateKeyPairSync, type KeyObject } from "node:crypto";
import { existsSync } from "node:fs";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import process from "node:process";
import { Readable } from "node:stream";
import { generateX25519Identity, identityToRecipient } from "age-encryption";
import { expect, test } from "vitest";
import { startEmbeddedPostgres } from "../embedded-postgres/index.ts";
import { query, quietly, temporaryFolder, usedDataDir } from "../embedded-postgres/testing/support.ts";
import { folderStore } from "../objects/folder-store.ts";
import { putSealed } from "../objects/sealed-object.ts";
import { takeBaseBackup } from "./base-backup.ts";
import { BaseNote, readNote } from "./stored-notes.ts";
import { unpackBaseBackup } from "./unpack.ts";

const keys: KeyObject[] = [generateKeyPairSync("ed25519").privateKey];

/** A database of 40 MB, and a store. */
async function cluster() {
  const [folder, dataDir] = [await temporaryFolder(), await usedDataDir()];
  const postgres = await startEmbeddedPostgres({ dataDir, ...quietly });
  const identity = await generateX25519Identity();
  const fill =
    "create table kept as select n, repeat(md5(n::text), 20) as text from generate_series(1, 40000) as n";
  await query(postgres.connection("owner"), fill);
  const store = folderStore(join(folder, "store"));
  const options = {
    ...{ connection: postgres.superuser(), store, keys, checkpoint: "fast" as const },
    recipients: [await identityToRecipient(identity)],
  };
  return { folder, dataDir, postgres, identity, store, options };
}

const stored = async ({ store }: Pick<Awaited<ReturnType<typeof cluster>>, "store">) =>
  (await store.list("")).map(({ name }) => name);

test("a base backup of a database that is written to is whole, sealed, and starts as a database of its own", async () => {
  const { folder, dataDir, postgres, identity, store, options } = await cluster();
  try {
    let writing = true;
    const writes = (async () => {
      for (let n = 0; writing; n += 1)
        await query(postgres.connection("owner"), `insert into kept values (${-n}, 'later')`);
    })();
    const note = await takeBaseBackup(options);
    writing = false;
    await writes;
    expect(note.clearBytes).toBeGreaterThan(40_000_000);
    const of = `wal/${note.system}/base/${note.id}/`;
    expect(await stored({ store })).toEqual([
      `${of}backup_manifest.zst.age`,
      `${of}base.tar.zst.age`,
      `${of}note`,
    ]);
    expect(await readNote(store, `${of}note`, BaseNote, keys)).toEqual(note);
    const others = [generateKeyPairSync("ed25519").privateKey];
    await expect(readNote(store, `${of}note`, BaseNote, others)).rejects.toThrow("not signed by this");

    const restored = join(folder, "restored");
    await unpackBaseBackup(store, note, [identity], join(restored, "postgres"));
    expect(existsSync(join(restored, "postgres/backup_label"))).toBe(true);
    // Stopped, it would forget the log that it does not need any more.
    process.kill(postgres.processId, "SIGKILL");
    await postgres.exited;
    // The log since its start, which a recovery fetches from the archive.
    spawnSync("cp", ["-a", join(dataDir, "postgres/pg_wal"), join(restored, "postgres")]);
    const again = await startEmbeddedPostgres({ dataDir: restored, ...quietly });
    const rows = await query(
      again.connection("owner"),
      "select count(*)::int as count from kept where n > 0",
    );
    await again.stop();
    expect(rows).toEqual([{ count: 40_000 }]);
  } finally {
    await postgres.stop();
  }
}, 120_000);

test("of a base backup that fails nothing is left: the role may not replicate, the store fails, PostgreSQL is killed", async () => {
  const { postgres, store, options } = await cluster();
  try {
    const refused = takeBaseBackup({ ...options, connection: postgres.connection("owner") });
    await expect(refused).rejects.toThrow(/^the role swideal_owner may not replicate, [^\n]+pgBackRest/);

    /** Does that once a megabyte has been taken. */
    const then = (act: () => void) => ({
      ...store,
      put: (name: string, content: Readable) => {
        let bytes = 0;
        const part = content.map((chunk: Buffer) => {
          bytes += chunk.length;
          if (bytes > 1_000_000) act();
          return chunk;
        });
        return store.put(name, part);
      },
    });
    const full = then(() => {
      throw new Error("no room is left");
    });
    await expect(takeBaseBackup({ ...options, store: full })).rejects.toThrow("no room is left");
    expect(await stored({ store })).toEqual([]);

    const killing = then(() => spawnSync("pkill", ["-KILL", "-P", String(postgres.processId)]));
    await expect(takeBaseBackup({ ...options, store: killing })).rejects.toThrow();
    expect(await stored({ store })).toEqual([]);
  } finally {
    await postgres.stop();
  }
}, 120_000);

test("a base backup in which a bit has changed, or that leads out of its folder, is refused", async () => {
  const { folder, postgres, identity, store, options } = await cluster();
  const note = await takeBaseBackup(options).finally(() => postgres.stop());
  const path = join(folder, "store", note.archive.name);
  const whole = await readFile(path);
  for (let n = 0; n < 10; n += 1) {
    const at = Math.floor(((n + 0.5) / 10) * whole.length);
    const changed = Buffer.from(whole);
    changed[at] = (changed[at] as number) ^ 4;
    await writeFile(path, changed);
    const into = join(folder, `changed-${n}`);
    await expect(unpackBaseBackup(store, note, [identity], into), `byte ${at}`).rejects.toThrow();
  }
  await writeFile(path, whole);
  const other = await generateX25519Identity();
  const closed = unpackBaseBackup(store, note, [other], join(folder, "closed"));
  await expect(closed).rejects.toThrow("cannot be opened");

  for (const [number, name] of ["../out", "/out", "a/../../out", "a//b"].entries()) {
    const tar = Buffer.concat([header(name), Buffer.alloc(1_024)]);
    const archive = await putSealed(store, `tar-${number}`, Readable.from([tar]), options.recipients);
    const leading = unpackBaseBackup(store, { ...note, archive }, [identity], join(folder, `led-${number}`));
    await expect(leading, name).rejects.toThrow("leads out of it");
  }
  const unlisted = Buffer.concat([header("unlisted"), Buffer.alloc(1_024)]);
  const archive = await putSealed(store, "unlisted", Readable.from([unlisted]), options.recipients);
  const lacking = unpackBaseBackup(store, { ...note, archive }, [identity], join(folder, "lacking"));
  await expect(lacking).rejects.toThrow("the base backup lacks");
}, 120_000);

/** Of an empty file. */
function header(name: string): Buffer {
  const block = Buffer.alloc(512);
  block.write(name, 0);
  block.write("0000600\0", 100);
  block.write("00000000000\0", 124);
  block.write("        0", 148);
  const sum = block.reduce((total, byte) => total + byte, 0);
  block.write(`${sum.toString(8).padStart(6, "0")}\0 `, 148);
  return block;
}

test("the manifest of a base backup is PostgreSQL's own, or none", async () => {
  const { readManifest } = await import("./backup-manifest.ts");
  const lines = `{ "PostgreSQL-Backup-Manifest-Version": 1,\n"Files": [],\n`;
  const sum = createHash("sha256").update(lines).digest("hex");
  expect(readManifest(`${lines}"Manifest-Checksum": "${sum}"}\n`).size).toBe(0);
  for (const wrong of [
    `${lines} "Manifest-Checksum": "${sum}"}\n`,
    lines,
    "",
    `${lines}"Manifest-Checksum": "${sum}"`,
  ])
    expect(() => readManifest(wrong)).toThrow("not whole");
});
