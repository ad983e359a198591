import type { KeyObject } from "node:crypto";
import type { Actor } from "../../core/actor.ts";
import { copyOut } from "../../platform/copy/copy-out.ts";
import type { CopyDescription } from "../../platform/copy/description.ts";
import type { ConnectionConfig, Database } from "../../platform/database/database.ts";
import { type ObjectStore, ObjectStoreError } from "../../platform/objects/object-store.ts";
import { putSealed, type SealedObject } from "../../platform/objects/sealed-object.ts";
import { publishedHead, recordAudit } from "../audit/index.ts";
import { BackupError } from "./backup-error.ts";
import { withBackupLock } from "./backup-lock.ts";
import { type BackupManifest, manifestName, tableObjectName } from "./backup-manifest.ts";
import { endLostRuns, insertRun, type MadeBy, markDone, markFailed } from "./run-queries.ts";
import { writeManifest } from "./stored-backups.ts";

export interface BackupParts {
  /** As the database's owner. */
  readonly database: Database;
  /** The same, for a session that lasts as long as the copy: not through a pooler, without time limits. */
  readonly connection: ConnectionConfig;
  readonly store: ObjectStore;
  /** As age writes them. */
  readonly recipients: readonly string[];
  /** Private Ed25519 keys; the first signs. */
  readonly keys: readonly KeyObject[];
  /** The program's version. */
  readonly program: string;
}

export interface BackupRequest {
  readonly madeBy: MadeBy;
  readonly actor: Actor;
  readonly onProgress?: (doneBytes: number, ofBytes: number) => void;
  readonly signal?: AbortSignal;
}

export interface MadeBackup {
  readonly manifest: BackupManifest;
  /** Of what lies in the store, without the manifest. */
  readonly bytes: number;
  readonly rows: number;
}

/**
 * A copy of the whole database at one moment, encrypted on its way to the store; it is one once its manifest lies there. What
 * failed leaves nothing that is listed. Throws `BackupError`, `CopyError` or `ObjectStoreError`.
 */
export function createBackup(parts: BackupParts, request: BackupRequest): Promise<MadeBackup> {
  const { database, connection, recipients, keys } = parts;
  if (recipients.length === 0) throw new BackupError("refused", "nobody is named who could open the backup");
  const [key] = keys;
  if (key === undefined) throw new BackupError("refused", "a key is needed to sign backups (AUDIT_KEY)");
  return withBackupLock(connection, async () => {
    const id = await database.transaction(async (tx) => {
      await endLostRuns(tx);
      return insertRun(tx, request.madeBy);
    });
    try {
      const made = await copyAll(parts, request, id, key);
      await database.transaction(async (tx) => {
        await markDone(tx, id, made);
        const { bytes, rows } = made;
        await recordAudit(tx, request.actor, {
          action: "backup.create",
          resource: { type: "backup", id },
          changes: { madeBy: request.madeBy, bytes, rows },
        });
      });
      return made;
    } catch (error) {
      // What failed says more than what could not be noted of it.
      await database.transaction((tx) => markFailed(tx, id, reasonOf(error))).catch(() => {});
      throw error;
    }
  });
}

async function copyAll(
  { database, connection, store, recipients, program }: BackupParts,
  { madeBy, onProgress, signal }: BackupRequest,
  id: string,
  key: KeyObject,
): Promise<MadeBackup> {
  const begun = performance.now();
  const head = await publishedHead(database.writer);
  const auditHead = head && { origin: head.origin, size: head.size, root: head.root.toString("base64") };
  const objects: ({ table: string } & SealedObject)[] = [];
  let writing: Promise<unknown> = Promise.resolve();
  try {
    const copy: CopyDescription = await copyOut({
      connection,
      write: ({ name }, content) => {
        const written = putSealed(store, tableObjectName(id, name), content, recipients);
        const noted = written.then((object) => void objects.push({ table: name, ...object }));
        writing = noted;
        return noted;
      },
      ...(onProgress && { onProgress }),
      ...(signal && { signal }),
    });
    const tookMs = Math.round(performance.now() - begun);
    const manifest = { id, program, madeBy, copy, objects, recipients, auditHead, tookMs };
    await writeManifest(store, manifest, key);
    return { manifest, bytes: sum(objects, "bytes"), rows: sum(copy.tables, "rows") };
  } catch (error) {
    // The copy may hear that its reader went away before it hears why.
    const why = await writing.then(
      () => error,
      (cause) => (cause instanceof ObjectStoreError ? cause : error),
    );
    // The manifest first: it may lie there, though the store did not say so.
    for (const name of [manifestName(id), ...objects.map((object) => object.name)])
      await store.remove(name).catch(() => {});
    throw why;
  }
}

const sum = <Key extends string>(all: readonly Readonly<Record<Key, number>>[], key: Key): number =>
  all.reduce((whole, one) => whole + one[key], 0);

/** The first line: what follows may hold what people wrote. */
const reasonOf = (error: unknown): string =>
  (error instanceof Error ? error.message : String(error)).split("\n", 1)[0]?.trim() || "no reason was given";
