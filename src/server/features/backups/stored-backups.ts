import type { KeyObject } from "node:crypto";
import { Readable } from "node:stream";
import {
  type ObjectStore,
  ObjectStoreError,
  type StoredObject,
} from "../../platform/objects/object-store.ts";
import { BackupError } from "./backup-error.ts";
import {
  type BackupManifest,
  folderOf,
  isBackupId,
  manifestName,
  openManifest,
  signManifest,
} from "./backup-manifest.ts";

/** 10,000 tables of 100 columns are less. */
const MOST_MANIFEST_BYTES = 32 * 1024 * 1024;
const FOLDER = /^backups\/([^/]+)\/(.+)$/;

/** A backup as it lies in a store; `fault` says why it is not to be used. */
export type StoredBackup =
  | {
      readonly id: string;
      readonly manifest: BackupManifest;
      /** Of all its objects. */
      readonly bytes: number;
      readonly fault: null;
    }
  | {
      readonly id: string;
      readonly manifest: BackupManifest | null;
      readonly bytes: number;
      readonly fault: BackupError;
    };

/** The last step of a backup: before it there is none. Throws `ObjectStoreError`. */
export function writeManifest(store: ObjectStore, manifest: BackupManifest, key: KeyObject): Promise<void> {
  return store.put(manifestName(manifest.id), Readable.from([Buffer.from(signManifest(manifest, key))]));
}

/** What the manifest of a backup says. Throws `BackupError`, also where it is another's or none is there. */
export async function readManifest(
  store: ObjectStore,
  id: string,
  keys: readonly KeyObject[],
): Promise<BackupManifest> {
  if (!isBackupId(id)) throw new BackupError("missing", `${id} is not the name of a backup`);
  return openManifest(await readNote(store, id), id, keys);
}

/**
 * Every backup of the store, the newest first, those that are not to be used among them; what has no manifest is none.
 * Their objects are seen to be there with their sizes; what is in them is told by reading them alone.
 */
export async function findBackups(store: ObjectStore, keys: readonly KeyObject[]): Promise<StoredBackup[]> {
  const found: StoredBackup[] = [];
  for (const [id, objects] of await foldersOf(store))
    if (objects.has(manifestName(id))) found.push(await look(store, id, objects, keys));
  return found.sort(newestFirst);
}

/** The backup of this id, or the newest that is whole. Throws `BackupError` where there is none, or it is not to be used. */
export async function findBackup(
  store: ObjectStore,
  id: string | "latest",
  keys: readonly KeyObject[],
): Promise<BackupManifest> {
  if (id === "latest") {
    const all = await findBackups(store, keys);
    const newest = all.find(({ fault }) => fault === null);
    if (newest?.fault === null) return newest.manifest;
    throw (
      all[0]?.fault ??
      new BackupError("missing", `there is no backup in ${store.place}; swideal backup create makes one`)
    );
  }
  const manifest = await readManifest(store, id, keys);
  const objects = await byName(store, folderOf(id));
  const fault = missingOf(manifest, objects);
  if (fault !== null) throw fault;
  return manifest;
}

/** Objects of backups that were begun and have no manifest, by backup. */
export async function unfinishedBackups(
  store: ObjectStore,
): Promise<ReadonlyMap<string, readonly StoredObject[]>> {
  const folders = [...(await foldersOf(store))].filter(([id, objects]) => !objects.has(manifestName(id)));
  return new Map(folders.map(([id, objects]) => [id, [...objects.values()]]));
}

async function look(
  store: ObjectStore,
  id: string,
  objects: ReadonlyMap<string, StoredObject>,
  keys: readonly KeyObject[],
): Promise<StoredBackup> {
  const bytes = [...objects.values()].reduce((sum, one) => sum + one.bytes, 0);
  try {
    const manifest = await readManifest(store, id, keys);
    const fault = missingOf(manifest, objects);
    return fault === null ? { id, bytes, manifest, fault } : { id, bytes, manifest, fault };
  } catch (error) {
    if (error instanceof BackupError) return { id, bytes, manifest: null, fault: error };
    throw error;
  }
}

function missingOf(manifest: BackupManifest, stored: ReadonlyMap<string, StoredObject>): BackupError | null {
  for (const { name, bytes } of manifest.objects) {
    const there = stored.get(name)?.bytes;
    if (there === bytes) continue;
    const said = there === undefined ? "is gone" : `has ${there} bytes instead of ${bytes}`;
    return new BackupError("incomplete", `backup ${manifest.id} is not whole: ${name} ${said}`);
  }
  return null;
}

/** An id begins with its time. */
const newestFirst = (one: StoredBackup, other: StoredBackup) => (one.id < other.id ? 1 : -1);

async function foldersOf(store: ObjectStore): Promise<Map<string, Map<string, StoredObject>>> {
  const folders = new Map<string, Map<string, StoredObject>>();
  for (const object of await store.list("backups/")) {
    const [, id = ""] = FOLDER.exec(object.name) ?? [];
    if (!isBackupId(id)) continue;
    const objects = folders.get(id) ?? new Map<string, StoredObject>();
    folders.set(id, objects.set(object.name, object));
  }
  return folders;
}

const byName = async (store: ObjectStore, prefix: string) =>
  new Map((await store.list(prefix)).map((object) => [object.name, object]));

async function readNote(store: ObjectStore, id: string): Promise<string> {
  const content = await store.get(manifestName(id)).catch((error: unknown) => {
    if (error instanceof ObjectStoreError && error.code === "missing")
      throw new BackupError("missing", `there is no backup ${id} in ${store.place}`, { cause: error });
    throw error;
  });
  const parts: Buffer[] = [];
  let bytes = 0;
  for await (const part of content as AsyncIterable<Buffer>) {
    bytes += part.length;
    if (bytes > MOST_MANIFEST_BYTES)
      throw new BackupError("format", `the manifest of backup ${id} is too long to be one`);
    parts.push(part);
  }
  return Buffer.concat(parts).toString("utf8");
}
