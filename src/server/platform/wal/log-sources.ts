import type { KeyObject } from "node:crypto";
import { createReadStream } from "node:fs";
import { open, readdir } from "node:fs/promises";
import { join } from "node:path";
import type { Readable } from "node:stream";
import { buffer } from "node:stream/consumers";
import type { ObjectStore } from "../objects/object-store.ts";
import { getSealed } from "../objects/sealed-object.ts";
import { isLogFile, isSegment, numberOf, SEGMENT_BYTES } from "./log-names.ts";
import { BaseNote, baseFolder, LogNote, logFolder, noteOf, readNote } from "./stored-notes.ts";
import { WalError } from "./wal-error.ts";

export interface Archive {
  readonly store: ObjectStore;
  readonly keys: readonly KeyObject[];
  /** As age writes them; none where nothing is opened. */
  readonly identities: readonly string[];
}

/** Every file of the log that can be had: from the store, from the spool, from a folder of a cluster that has ended. */
export interface LogSources {
  readonly stored: ReadonlySet<string>;
  /** Where each of those lies that the store does not have yet. */
  readonly local: ReadonlyMap<string, string>;
  has(file: string): boolean;
  /** null where nobody has it. Throws WalError or ObjectStoreError where it is not what was archived. */
  read(file: string): Promise<Readable | null>;
  /** When a stored file was last written to. */
  writtenAt(file: string): Promise<Date>;
}

/** @param folders the spool, and the `pg_wal` of the old cluster, where they are there */
export async function logSources(
  { store, keys, identities }: Archive,
  system: string,
  folders: readonly string[],
): Promise<LogSources> {
  const prefix = logFolder(system);
  const names = (await store.list(prefix)).map(({ name }) => name.slice(prefix.length));
  const stored = new Set(names.flatMap((name) => (name.endsWith(".note") ? [name.slice(0, -5)] : [])));
  const local = await localFiles(folders, stored);
  const noted = async (file: string): Promise<LogNote> => {
    const note = await readNote(store, noteOf(system, file), LogNote, keys);
    if (note === null || note.file !== file || note.system !== system)
      throw new WalError(`${noteOf(system, file)} is another file's`);
    return note;
  };
  return {
    ...{ stored, local },
    has: (file) => stored.has(file) || local.has(file),
    read: async (file) => {
      const path = local.get(file);
      if (stored.has(file)) return getSealed(store, (await noted(file)).object, identities);
      return path === undefined ? null : createReadStream(path);
    },
    writtenAt: async (file) => new Date((await noted(file)).writtenAt),
  };
}

async function localFiles(
  folders: readonly string[],
  stored: ReadonlySet<string>,
): Promise<ReadonlyMap<string, string>> {
  const found = new Map<string, string>();
  for (const folder of folders)
    for (const name of (await readdir(folder).catch(() => [])).filter(isLogFile)) {
      const path = join(folder, name);
      if (stored.has(name) || found.has(name)) continue;
      if (!isSegment(name) || (await isItself(path, name))) found.set(name, path);
    }
  return found;
}

/** PostgreSQL gives files that it needs no more the names of segments to come; what stands in them is old. */
async function isItself(path: string, segment: string): Promise<boolean> {
  const file = await open(path);
  try {
    // XLogPageHeaderData: magic, info, timeline, and the address of the page.
    const { buffer: head, bytesRead } = await file.read(Buffer.alloc(16), 0, 16, 0);
    return bytesRead === 16 && head.readBigUInt64LE(8) === BigInt(numberOf(segment)) * BigInt(SEGMENT_BYTES);
  } finally {
    await file.close();
  }
}

/** Of the systems that have a base backup here: of which, and what each says. Throws WalError for one that is not ours. */
export async function storedBases({ store, keys }: Archive): Promise<Map<string, BaseNote[]>> {
  const found = new Map<string, BaseNote[]>();
  for (const { name } of await store.list("wal/")) {
    const [, system, id] = /^wal\/(\d+)\/base\/([\w-]+)\/note$/.exec(name) ?? [];
    if (system === undefined || id === undefined) continue;
    const note = await readNote(store, name, BaseNote, keys);
    if (note === null) continue;
    if (note.system !== system || note.id !== id) throw new WalError(`${name} is another backup's`);
    found.set(system, [...(found.get(system) ?? []), note]);
  }
  return found;
}

export const baseName = ({ system, id }: BaseNote, object: string): string =>
  `${baseFolder(system)}${id}/${object}`;

export const contentOf = async (source: Readable): Promise<string> => (await buffer(source)).toString();
