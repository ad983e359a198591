import type { KeyObject } from "node:crypto";
import { z } from "zod";
import type { CopyDescription } from "../../platform/copy/description.ts";
import { namedSignature, openNote, signNote, splitNote } from "../../platform/proof/note.ts";
import { keyId } from "../../platform/proof/verifier-key.ts";
import { BackupError } from "./backup-error.ts";

/** In whose name a manifest is signed, by a key that signs nothing else. */
const NAME = "swideal/backup";
const FORMAT = 1;
const UUID_V7 = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

const name = z.string().min(1).max(200);
const names = z.array(name).readonly();
const count = z.int().min(0);
const sha256 = z.string().regex(/^[0-9a-f]{64}$/);

/** What was copied, in clear: see `platform/copy`. Nothing of it is personal. */
const Copy = z.object({
  postgres: name,
  at: z.iso.datetime(),
  migrations: names,
  tables: z.array(z.object({ name, columns: names, rows: count, sha256, bytes: count })).readonly(),
  partitions: z.array(z.object({ name, parent: name, bound: z.string() })).readonly(),
  sequences: z
    .array(z.object({ name, last: z.string().regex(/^-?\d{1,19}$/), called: z.boolean() }))
    .readonly(),
  indexes: z.array(z.string()).readonly(),
});

const Content = z.object({
  /** UUIDv7, and the name of the folder. */
  id: z.string().regex(UUID_V7),
  /** The version of the program that made it. */
  program: name,
  madeBy: z.enum(["command", "schedule", "administrator"]),
  copy: Copy,
  /** Of each table of the copy, what lies in the store. */
  objects: z.array(z.object({ table: name, name: z.string(), bytes: count, sha256 })).readonly(),
  /** As age writes them: whose identities open the objects. */
  recipients: z.array(z.string()).min(1).readonly(),
  /** The last published head of the log of actions when the copy was begun; null: none was. Its root is in base64. */
  auditHead: z.object({ origin: name, size: count, root: z.string() }).nullable(),
  tookMs: count,
});

/** All that is known of a backup without its key: signed, and without personal data. */
export interface BackupManifest extends z.infer<typeof Content> {
  readonly copy: CopyDescription;
}

export const isBackupId = (text: string): boolean => UUID_V7.test(text);
export const folderOf = (id: string): string => `backups/${id}/`;
export const manifestName = (id: string): string => `${folderOf(id)}manifest`;
export const tableObjectName = (id: string, table: string): string =>
  `${folderOf(id)}tables/${table}.copy.zst.age`;

/** A signed note (C2SP) over one line of JSON. */
export function signManifest(manifest: BackupManifest, key: KeyObject): string {
  return signNote(`${JSON.stringify({ format: FORMAT, ...manifest })}\n`, NAME, key);
}

/**
 * What a manifest says, once it is known to be this installation's and this backup's. Throws `BackupError` in words.
 * @param keys private or public Ed25519 keys, one of which has signed it
 */
export function openManifest(note: string, id: string, keys: readonly KeyObject[]): BackupManifest {
  const text = isSpelledOnce(note) ? openNote(note, NAME, keys) : null;
  if (text === null) throw unsigned(note, id, keys);
  // From here on it says what one of our own programs has said.
  const said = JSON.parse(text) as { readonly format?: unknown };
  if (said.format !== FORMAT)
    throw new BackupError(
      "format",
      `backup ${id} is of format ${String(said.format)}: a newer program made it`,
    );
  const read = Content.safeParse(said);
  if (!read.success) throw new BackupError("format", `the manifest of backup ${id} cannot be read`);
  const manifest = read.data;
  if (manifest.id !== id)
    throw new BackupError(
      "another",
      `the folder of backup ${id} holds the manifest of backup ${manifest.id}`,
    );
  if (!isComplete(manifest)) throw new BackupError("format", `the manifest of backup ${id} lacks an object`);
  return manifest;
}

/** Base64 can say the same bytes in several ways; a byte that was changed is to be seen in any case. */
const isSpelledOnce = (note: string) =>
  splitNote(note)?.signatures.every((line) => {
    const base64 = line.slice(line.lastIndexOf(" ") + 1);
    return Buffer.from(base64, "base64").toString("base64") === base64;
  }) === true;

/** Each table has its one object, in the backup's own folder. */
const isComplete = ({ id, copy, objects }: BackupManifest) =>
  objects.length === copy.tables.length &&
  new Set(objects.map(({ table }) => table)).size === objects.length &&
  objects.every(
    ({ table, name }) =>
      name === tableObjectName(id, table) && copy.tables.some((copied) => copied.name === table),
  );

/** Why no key has signed it: other keys' words and changed ones are not mended in the same way. */
function unsigned(note: string, id: string, keys: readonly KeyObject[]): BackupError {
  const ours = keys.map((key) => keyId(NAME, "ed25519", key));
  const isOurs = splitNote(note)?.signatures.some((line) => {
    const start = namedSignature(line, NAME)?.subarray(0, 4);
    return start !== undefined && ours.some((key) => key.equals(start));
  });
  if (isOurs === undefined) return new BackupError("changed", `the manifest of backup ${id} is not whole`);
  return isOurs
    ? new BackupError("changed", `the manifest of backup ${id} was changed after it was signed`)
    : new BackupError(
        "unsigned",
        `the manifest of backup ${id} is signed by another key than this installation's (AUDIT_KEY)`,
      );
}
