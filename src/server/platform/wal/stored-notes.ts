import type { KeyObject } from "node:crypto";
import { Readable } from "node:stream";
import { text } from "node:stream/consumers";
import { z } from "zod";
import { type ObjectStore, ObjectStoreError } from "../objects/object-store.ts";
import { openNote, signNote } from "../proof/note.ts";
import { WalError } from "./wal-error.ts";

/** In whose name the notes are signed: one of another kind is none of these. */
const SIGNED_AS = "swideal/wal";

export const StoredObject = z.object({ name: z.string(), bytes: z.int(), sha256: z.string() });

/** Of a file of the log; its presence is the file. */
export const LogNote = z.object({
  format: z.literal(1),
  system: z.string(),
  file: z.string(),
  /** Of what PostgreSQL wrote, to tell the same file from another of its name. */
  clearSha256: z.string(),
  /** When it was last written to: what was committed before is in it or in one before it. */
  writtenAt: z.iso.datetime(),
  object: StoredObject,
});
export type LogNote = z.infer<typeof LogNote>;

/** Of a base backup; its presence is the backup. */
export const BaseNote = z.object({
  format: z.literal(1),
  system: z.string(),
  id: z.string(),
  /** As `server_version` says it. */
  postgres: z.string(),
  timeline: z.int(),
  start: z.string(),
  stop: z.string(),
  /** By the database's clock: the first moment to which it can be recovered. */
  endedAt: z.iso.datetime(),
  /** Of its files. */
  clearBytes: z.int(),
  archive: StoredObject,
  manifest: StoredObject,
});
export type BaseNote = z.infer<typeof BaseNote>;

export const logFolder = (system: string) => `wal/${system}/log/`;
export const baseFolder = (system: string) => `wal/${system}/base/`;
export const noteOf = (system: string, file: string) => `${logFolder(system)}${file}.note`;

export const putNote = (
  store: ObjectStore,
  name: string,
  content: LogNote | BaseNote,
  keys: readonly KeyObject[],
): Promise<void> =>
  store.put(
    name,
    Readable.from([Buffer.from(signNote(`${JSON.stringify(content)}\n`, SIGNED_AS, keys[0] as KeyObject))]),
  );

/** null where it is not there; throws WalError where none of the keys signed it. */
export async function readNote<Content>(
  store: ObjectStore,
  name: string,
  schema: z.ZodType<Content>,
  keys: readonly KeyObject[],
): Promise<Content | null> {
  const found = await store.get(name).catch((error: unknown) => {
    if (error instanceof ObjectStoreError && error.code === "missing") return null;
    throw error;
  });
  if (found === null) return null;
  const opened = openNote(await text(found), SIGNED_AS, keys);
  if (opened === null) throw new WalError(`${name} was not signed by this installation`);
  return schema.parse(JSON.parse(opened));
}
