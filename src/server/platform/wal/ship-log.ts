import { createHash, type KeyObject } from "node:crypto";
import { createReadStream } from "node:fs";
import { readdir, readFile, rename, rm, stat, statfs, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import type { ObjectStore } from "../objects/object-store.ts";
import { putSealed } from "../objects/sealed-object.ts";
import { type Spool, spoolOf } from "./archive-command.ts";
import { isLogFile } from "./log-names.ts";
import { LogNote, logFolder, noteOf, putNote, readNote } from "./stored-notes.ts";
import { systemIdentifier } from "./system-identifier.ts";
import { WalError } from "./wal-error.ts";

export interface ShippingOptions {
  readonly dataDir: string;
  /** The folder of the database. */
  readonly cluster: string;
  readonly store: ObjectStore;
  /** As age writes them. */
  readonly recipients: readonly string[];
  readonly keys: readonly KeyObject[];
  /** With less than this on the disk of DATA_DIR what waits is given up. */
  readonly leastFreeBytes: number;
  /** Told once of each gap, with the first file that is lost. */
  readonly onGap: (file: string) => void;
}

/**
 * Seals what PostgreSQL has archived and takes it from the spool to the store, the oldest first. Throws the first failure, and
 * leaves in the spool what the store does not have.
 */
export async function shipLog(options: ShippingOptions): Promise<void> {
  const { dataDir, cluster, leastFreeBytes, onGap } = options;
  const spool = spoolOf(dataDir);
  const system = await systemIdentifier(cluster);
  if (system === null) return;
  if (await hasNoRoom(dataDir, leastFreeBytes)) await giveUp(spool);
  const lost = await readFile(spool.gap, "utf8").catch(() => null);
  if (lost !== null && !told.has(spool.gap)) {
    told.add(spool.gap);
    onGap(lost.trim());
  }
  const failures: unknown[] = [];
  for (const file of await waiting(spool))
    await shipFile(options, system, spool, file).catch((error: unknown) => failures.push(error));
  if (failures.length > 0) throw failures[0];
  if (lost !== null) await resume(spool);
}

/** Of which gap somebody was told already, by its file. */
const told = new Set<string>();

/** A timeline's history before its segments, which are of no use without it. */
async function waiting({ folder }: Spool): Promise<string[]> {
  const names = (await readdir(folder).catch(() => [])).filter(isLogFile);
  return names.sort((one, other) => one.length - other.length || (one < other ? -1 : 1));
}

async function shipFile(
  { store, recipients, keys }: ShippingOptions,
  system: string,
  spool: Spool,
  file: string,
): Promise<void> {
  const path = join(spool.folder, file);
  const { mtime } = await stat(path);
  const clearSha256 = await sha256Of(path);
  const name = noteOf(system, file);
  const known = await readNote(store, name, LogNote, keys);
  if (known !== null && known.clearSha256 !== clearSha256)
    throw new WalError(`another file of the name ${file} lies in ${store.place} already: ${path} is kept`);
  if (known === null) {
    const sealed = `${logFolder(system)}${file}.zst.age`;
    // Without its note it is nothing: one that was killed between the two has left it.
    await store.remove(sealed);
    const object = await putSealed(store, sealed, createReadStream(path), recipients);
    const note: LogNote = { format: 1, system, file, clearSha256, writtenAt: mtime.toISOString(), object };
    await putNote(store, name, note, keys);
  }
  await rm(path);
}

async function sha256Of(path: string): Promise<string> {
  const hash = createHash("sha256");
  await pipeline(createReadStream(path), hash);
  return hash.digest("hex");
}

async function hasNoRoom(folder: string, least: number): Promise<boolean> {
  const { bavail, bsize } = await statfs(folder);
  return bavail * bsize < least;
}

/** What waits makes room for what the market writes. */
async function giveUp(spool: Spool): Promise<void> {
  const [first, ...more] = await waiting(spool);
  if (first === undefined) return;
  await writeFile(`${spool.gap}.part`, `${first}\n`);
  await rename(`${spool.gap}.part`, spool.gap);
  for (const file of [first, ...more]) await rm(join(spool.folder, file), { force: true });
}

/** All of before the gap is in the store: what comes is archived again, and a new base backup begins what can be recovered. */
async function resume(spool: Spool): Promise<void> {
  await rename(spool.gap, closedGap(spool));
  told.delete(spool.gap);
}

/** There until a base backup has begun after the gap. */
export const closedGap = ({ gap }: Spool): string => `${gap}-closed`;
