import { generateKeyPairSync, type KeyObject } from "node:crypto";
import { cp, mkdtemp, readFile, rename, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { afterEach, beforeEach, expect, test } from "vitest";
import { folderStore } from "../../platform/objects/folder-store.ts";
import type { ObjectStore } from "../../platform/objects/object-store.ts";
import { signNote } from "../../platform/proof/note.ts";
import { type BackupManifest, folderOf, manifestName } from "./backup-manifest.ts";
import { findBackup, findBackups, readManifest, unfinishedBackups, writeManifest } from "./stored-backups.ts";
import { exampleManifest } from "./testing/example-manifest.ts";

const older = "019acf00-0000-7000-8000-000000000001";
const newer = "019ad400-0000-7000-8000-000000000002";
const content = Buffer.from("what lies there");
const key = () => generateKeyPairSync("ed25519").privateKey;

let folder: string;
let store: ObjectStore;
let ours: KeyObject;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "swideal-backups-"));
  store = folderStore(folder);
  ours = key();
});
afterEach(() => rm(folder, { recursive: true, force: true }));

async function putBackup(id: string, signer: KeyObject = ours): Promise<BackupManifest> {
  const manifest = exampleManifest(id, content);
  for (const { name } of manifest.objects) await store.put(name, Readable.from([content]));
  await writeManifest(store, manifest, signer);
  return manifest;
}
const fileOf = (id: string) => join(folder, manifestName(id));
/** Signed by us, whatever it says. */
const signed = (id: string, said: object) =>
  writeFile(fileOf(id), signNote(`${JSON.stringify({ format: 1, ...said })}\n`, "swideal/backup", ours));

test("what a backup says of itself is read as it was written, also with a key that signs no more", async () => {
  const manifest = await putBackup(older);
  expect(await readManifest(store, older, [key(), ours])).toEqual(manifest);
  expect(await findBackup(store, older, [ours])).toEqual(manifest);
});

test("the newest that is whole is the latest, and all are listed, the newest first", async () => {
  await putBackup(older);
  const { objects } = await putBackup(newer);
  expect((await findBackup(store, "latest", [ours])).id).toBe(newer);
  expect((await findBackups(store, [ours])).map(({ id }) => id)).toEqual([newer, older]);
  await store.remove(objects[0]?.name as string);
  expect((await findBackup(store, "latest", [ours])).id).toBe(older);
  expect((await findBackups(store, [ours]))[0]).toMatchObject({
    id: newer,
    fault: { code: "incomplete", message: expect.stringMatching(/missions\.copy\.zst\.age is gone/) },
  });
  await expect(findBackup(store, newer, [ours])).rejects.toMatchObject({ code: "incomplete" });
});

test("one of which an object was cut off is not whole", async () => {
  const { objects } = await putBackup(older);
  await writeFile(join(folder, objects[0]?.name as string), "what lies");
  await expect(findBackup(store, older, [ours])).rejects.toThrow(/has 9 bytes instead of 15/);
});

test("what was begun and has no manifest is no backup", async () => {
  const { objects } = exampleManifest(older, content);
  await store.put(objects[0]?.name as string, Readable.from([content]));
  expect(await findBackups(store, [ours])).toEqual([]);
  await expect(findBackup(store, "latest", [ours])).rejects.toThrow(/swideal backup create makes one/);
  await expect(findBackup(store, older, [ours])).rejects.toMatchObject({ code: "missing" });
  const unfinished = await unfinishedBackups(store);
  expect(unfinished.get(older)?.map(({ name }) => name)).toEqual([objects[0]?.name]);
});

test("an old backup whose folder is renamed as a new one is refused by the name that it bears", async () => {
  await putBackup(older);
  await rename(join(folder, folderOf(older)), join(folder, folderOf(newer)));
  const refused = {
    code: "another",
    message: `the folder of backup ${newer} holds the manifest of backup ${older}`,
  };
  await expect(readManifest(store, newer, [ours])).rejects.toMatchObject(refused);
  expect(await findBackups(store, [ours])).toMatchObject([{ id: newer, manifest: null, fault: refused }]);
});

test("the manifest of another backup is refused, and so is one that names another's objects", async () => {
  await putBackup(older);
  const { objects } = await putBackup(newer);
  await cp(fileOf(older), fileOf(newer));
  await expect(findBackup(store, newer, [ours])).rejects.toMatchObject({ code: "another" });
  const foreign = exampleManifest(older, content);
  await signed(older, { ...foreign, objects });
  await expect(findBackup(store, older, [ours])).rejects.toThrow(/lacks an object/);
  await signed(older, { ...foreign, objects: [] });
  await expect(findBackup(store, older, [ours])).rejects.toThrow(/lacks an object/);
});

test("a manifest in which any byte has changed is refused in words", async () => {
  await putBackup(older);
  const whole = await readFile(fileOf(older));
  for (let at = 0; at < whole.length; at++) {
    const changed = Buffer.from(whole);
    changed[at] = (changed[at] as number) ^ 1;
    await writeFile(fileOf(older), changed);
    const refused = expect(readManifest(store, older, [ours]), `byte ${at}`).rejects;
    await refused.toMatchObject({
      message: /was changed after it was signed|signed by another key|is not whole/,
    });
  }
  await writeFile(fileOf(older), whole.subarray(0, whole.length - 1));
  await expect(readManifest(store, older, [ours])).rejects.toMatchObject({ code: "changed" });
});

test("a backup that another key has signed is refused and named so; one that nobody has signed too", async () => {
  await putBackup(older, key());
  await expect(readManifest(store, older, [ours])).rejects.toMatchObject({
    code: "unsigned",
    message: /signed by another key than this installation's \(AUDIT_KEY\)/,
  });
  await writeFile(fileOf(older), JSON.stringify({ format: 1, ...exampleManifest(older, content) }));
  await expect(readManifest(store, older, [ours])).rejects.toMatchObject({ code: "changed" });
});

test("a note that the same key has signed under another name is no manifest", async () => {
  const manifest = await putBackup(older);
  const text = `${JSON.stringify({ format: 1, ...manifest })}\n`;
  await writeFile(fileOf(older), signNote(text, "swideal/other", ours));
  await expect(readManifest(store, older, [ours])).rejects.toMatchObject({ code: "unsigned" });
});

test("a manifest of a newer program is told as that", async () => {
  const manifest = await putBackup(older);
  await signed(older, { ...manifest, format: 2 });
  await expect(readManifest(store, older, [ours])).rejects.toThrow(
    `backup ${older} is of format 2: a newer program made it`,
  );
  const { copy: _, ...rest } = manifest;
  await signed(older, rest);
  await expect(readManifest(store, older, [ours])).rejects.toMatchObject({ code: "format" });
});

test("what is no backup's name is not looked for, and strange folders are passed over", async () => {
  await putBackup(older);
  await store.put("backups/notes/manifest", Readable.from(["hello"]));
  for (const id of ["..", "notes", `${older}/../${older}`, older.toUpperCase(), ""])
    await expect(readManifest(store, id, [ours]), id).rejects.toMatchObject({ code: "missing" });
  expect(await findBackups(store, [ours])).toHaveLength(1);
});
