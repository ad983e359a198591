import { closeSync, mkdirSync, openSync, writeSync } from "node:fs";
import { dirname, join } from "node:path";
import { text } from "node:stream/consumers";
import type { ObjectStore } from "../objects/object-store.ts";
import { getSealed } from "../objects/sealed-object.ts";
import { HashedFiles, readManifest } from "./backup-manifest.ts";
import type { BaseNote } from "./stored-notes.ts";
import { type TarEntry, TarReader, type TarVisitor } from "./tar-reader.ts";
import { WalError } from "./wal-error.ts";

/**
 * Puts a base backup's files into a folder, as this process's own, whoever owned them. Throws WalError or ObjectStoreError
 * where it cannot be opened, or anything in it is not what was backed up; the folder then holds a part of it.
 * @param into empty, or not there
 */
export async function unpackBaseBackup(
  store: ObjectStore,
  note: BaseNote,
  identities: readonly string[],
  into: string,
): Promise<void> {
  const manifest = readManifest(await text(await getSealed(store, note.manifest, identities)));
  const hashed = new HashedFiles();
  const written = new WrittenFiles(into);
  const tar = new TarReader(both(hashed, written));
  mkdirSync(into, { recursive: true, mode: 0o700 });
  try {
    for await (const part of await getSealed(store, note.archive, identities)) tar.push(part);
    tar.finish();
  } finally {
    written.close();
  }
  hashed.compare(manifest);
}

const both = (one: TarVisitor, other: TarVisitor): TarVisitor => ({
  begin(entry) {
    one.begin(entry);
    other.begin(entry);
  },
  data(part) {
    one.data(part);
    other.data(part);
  },
  end() {
    one.end();
    other.end();
  },
});

/** Writes without waiting: a recovery has nothing else to do meanwhile. */
class WrittenFiles implements TarVisitor {
  readonly #folder: string;
  #file: number | null = null;

  constructor(folder: string) {
    this.#folder = folder;
  }

  begin({ kind, name }: TarEntry): void {
    const path = this.#pathOf(name);
    if (kind === "other") throw new WalError(`the base backup holds ${name}, which is no file`);
    if (kind === "folder") return void mkdirSync(path, { recursive: true, mode: 0o700 });
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
    this.#file = openSync(path, "wx", 0o600);
  }

  data(part: Buffer): void {
    for (let done = 0; done < part.length; ) done += writeSync(this.#file as number, part, done);
  }

  end(): void {
    this.close();
  }

  close(): void {
    if (this.#file !== null) closeSync(this.#file);
    this.#file = null;
  }

  /** Nothing that leads out of the folder. */
  #pathOf(name: string): string {
    // PostgreSQL names what it makes up itself `./pg_wal/…`.
    const parts = name.replace(/^\.\//, "").replace(/\/$/, "").split("/");
    if (name.includes("\0") || parts.some((part) => part === "" || part === "." || part === ".."))
      throw new WalError(`the base backup holds a path that leads out of it: ${name}`);
    return join(this.#folder, ...parts);
  }
}
