import { createHash, type Hash } from "node:crypto";
import { z } from "zod";
import type { TarEntry, TarVisitor } from "./tar-reader.ts";
import { WalError } from "./wal-error.ts";

const Manifest = z.object({
  "PostgreSQL-Backup-Manifest-Version": z.int(),
  Files: z.array(
    z.object({
      Path: z.string().optional(),
      "Encoded-Path": z.string().optional(),
      Size: z.int().nonnegative(),
      "Checksum-Algorithm": z.literal("SHA256"),
      Checksum: z.string(),
    }),
  ),
});

export interface ListedFile {
  readonly size: number;
  /** Hexadecimal. */
  readonly sha256: string;
}

/** What PostgreSQL's own manifest of a base backup lists, by path. Throws WalError where it is not whole. */
export function readManifest(text: string): Map<string, ListedFile> {
  // The last line holds the checksum of all lines before it (PostgreSQL, "Backup Manifest Format").
  const start = text.lastIndexOf('"Manifest-Checksum"');
  const told = /^"Manifest-Checksum": "([0-9a-f]{64})"\}\s*$/.exec(text.slice(start))?.[1];
  const found = createHash("sha256")
    .update(text.slice(0, Math.max(start, 0)))
    .digest("hex");
  if (start < 0 || told !== found) throw new WalError("the manifest of the base backup is not whole");
  const { Files } = Manifest.parse(JSON.parse(text));
  return new Map(
    Files.map((file) => [
      file.Path ?? Buffer.from(file["Encoded-Path"] ?? "", "hex").toString("latin1"),
      { size: file.Size, sha256: file.Checksum.toLowerCase() },
    ]),
  );
}

/** The log is no part of a manifest: it is fetched apart, and each record of it has its own checksum. */
const UNLISTED = /^(pg_wal\/|backup_manifest$)/;

/** Hashes the files of a tar as they pass, to compare them with the manifest that comes after them. */
export class HashedFiles implements TarVisitor {
  readonly #files = new Map<string, ListedFile>();
  #entry: TarEntry | null = null;
  #hash: Hash = createHash("sha256");
  #bytes = 0;

  begin(entry: TarEntry): void {
    this.#entry = entry;
    this.#hash = createHash("sha256");
    this.#bytes += entry.size;
  }

  data(part: Buffer): void {
    this.#hash.update(part);
  }

  end(): void {
    const { kind, name, size } = this.#entry as TarEntry;
    if (kind === "file") this.#files.set(name, { size, sha256: this.#hash.digest("hex") });
  }

  /** Of all files together. */
  bytes(): number {
    return this.#bytes;
  }

  /** Throws WalError naming the first file that differs, is missing, or is not listed. */
  compare(manifest: Map<string, ListedFile>): void {
    for (const [path, { size, sha256 }] of manifest) {
      const file = this.#files.get(path);
      if (file === undefined) throw new WalError(`the base backup lacks ${path}`);
      if (file.size !== size || file.sha256 !== sha256)
        throw new WalError(`${path} in the base backup is not what PostgreSQL sent`);
    }
    for (const path of this.#files.keys())
      if (!manifest.has(path) && !UNLISTED.test(path))
        throw new WalError(`the base backup holds ${path}, which its manifest does not list`);
  }
}
