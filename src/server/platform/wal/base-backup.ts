import { type KeyObject, randomBytes } from "node:crypto";
import { Readable } from "node:stream";
import { buffer } from "node:stream/consumers";
import type pg from "pg";
import type { ObjectStore } from "../objects/object-store.ts";
import { putSealed } from "../objects/sealed-object.ts";
import { HashedFiles, readManifest } from "./backup-manifest.ts";
import { type ReceivedBackup, receiveBackup, withReplication } from "./replication.ts";
import { type BaseNote, baseFolder, putNote } from "./stored-notes.ts";
import { TarReader } from "./tar-reader.ts";
import { WalError } from "./wal-error.ts";

export interface BaseBackupOptions {
  /** A role that may replicate. */
  readonly connection: pg.ClientConfig;
  readonly store: ObjectStore;
  /** As age writes them. */
  readonly recipients: readonly string[];
  readonly keys: readonly KeyObject[];
  /** `spread` takes minutes and disturbs nobody, `fast` writes at once what is not on disk yet. */
  readonly checkpoint: "spread" | "fast";
}

/**
 * Copies the whole cluster while it works, sealed, into the store. It waits until the log that it needs is archived. What
 * came is compared with PostgreSQL's own manifest before the backup's note, and with that the backup, is there.
 * Throws WalError; what it had stored by then is removed.
 */
export function takeBaseBackup(options: BaseBackupOptions): Promise<BaseNote> {
  const { store, recipients, keys } = options;
  return withReplication(options.connection, async (client) => {
    const { rows } = await client.query<{ systemid: string }>("IDENTIFY_SYSTEM");
    const system = (rows[0] as { systemid: string }).systemid;
    const id = `${new Date().toISOString().slice(0, 19).replaceAll(/\D/g, "")}-${randomBytes(4).toString("hex")}`;
    const folder = `${baseFolder(system)}${id}/`;
    const names = { archive: `${folder}base.tar.zst.age`, manifest: `${folder}backup_manifest.zst.age` };
    try {
      const backup = receiveBackup(
        client,
        `BASE_BACKUP (LABEL 'swideal ${id}', CHECKPOINT '${options.checkpoint}', MANIFEST 'yes', MANIFEST_CHECKSUMS 'SHA256')`,
      );
      const files = new HashedFiles();
      const archive = await putSealed(store, names.archive, archiveOf(backup, files), recipients);
      const listed = await buffer(dataOf(backup));
      files.compare(readManifest(listed.toString()));
      const manifest = await putSealed(store, names.manifest, Readable.from([listed]), recipients);
      const note: BaseNote = {
        ...{ format: 1, system, id, archive, manifest, clearBytes: files.bytes(), ...backup.result() },
        ...(await clockAndVersion(client)),
      };
      await putNote(store, `${folder}note`, note, keys);
      return note;
    } catch (error) {
      for (const name of Object.values(names)) await store.remove(name).catch(() => {});
      throw error;
    }
  });
}

async function clockAndVersion(client: pg.Client): Promise<{ endedAt: string; postgres: string }> {
  const { rows } = await client.query<{ now: Date; version: string }>(
    "select clock_timestamp() as now, current_setting('server_version') as version",
  );
  const { now, version } = rows[0] as { now: Date; version: string };
  // To the next millisecond: the backup had ended by then.
  return { endedAt: new Date(now.getTime() + 1).toISOString(), postgres: version };
}

/** The tar of the cluster's folder, to the manifest that follows it. */
function archiveOf(backup: ReceivedBackup, files: HashedFiles): Readable {
  const tar = new TarReader(files);
  async function* parts() {
    const first = await backup.next();
    if (first?.kind !== "archive" || first.name !== "base.tar")
      throw new WalError("PostgreSQL sent no archive of its folder");
    for (let message = await backup.next(); message?.kind !== "manifest"; message = await backup.next()) {
      if (message === null) throw new WalError("PostgreSQL ended the base backup before its manifest");
      if (message.kind === "archive")
        throw new WalError("the cluster has tablespaces, which this base backup does not take");
      tar.push(message.part);
      yield message.part;
    }
    tar.finish();
  }
  return Readable.from(parts(), { objectMode: false });
}

/** What is left of it, to its end. */
function dataOf(backup: ReceivedBackup): Readable {
  async function* parts() {
    for (let message = await backup.next(); message !== null; message = await backup.next())
      if (message.kind === "data") yield message.part;
  }
  return Readable.from(parts());
}
