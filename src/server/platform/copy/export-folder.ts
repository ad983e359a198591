import { createWriteStream } from "node:fs";
import { mkdir, open, readdir, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import type pg from "pg";
import { copyOut } from "./copy-out.ts";
import { countedText, type SeenText } from "./counted-text.ts";
import { CopyError } from "./description.ts";
import { EXPORT_VERSION, type ExportManifest, fileOf } from "./export-manifest.ts";
import { toJsonLines } from "./json-rows.ts";

export interface ExportOptions {
  /** As `copyOut` takes it. */
  readonly connection: pg.ClientConfig;
  /** Is made; one that holds something is refused. */
  readonly folder: string;
  /** The version of Swideal. */
  readonly program: string;
  readonly onProgress?: (doneBytes: number, ofBytes: number) => void;
}

/** What stands there is everybody's data: the operator alone may read it. */
const MODE = { folder: 0o700, file: 0o600 };
export const MANIFEST = "manifest.json";

/**
 * Writes every row of one moment as JSON Lines, a file a table, and last the manifest: a folder without one is no export.
 * What fails leaves nothing. Throws CopyError.
 */
export async function exportTo(options: ExportOptions): Promise<ExportManifest> {
  const { folder } = options;
  await makeFolder(folder);
  try {
    const manifest = await writeTables(options);
    const path = join(folder, MANIFEST);
    await writeSynced(`${path}.part`, `${JSON.stringify(manifest, null, 1)}\n`);
    await rename(`${path}.part`, path);
    return manifest;
  } catch (error) {
    for (const name of ["tables", MANIFEST, `${MANIFEST}.part`])
      await rm(join(folder, name), { recursive: true, force: true });
    throw error;
  }
}

async function makeFolder(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true, mode: MODE.folder });
  if ((await readdir(folder)).length > 0) throw new CopyError(null, `${folder} is not empty`);
  await mkdir(join(folder, "tables"), { mode: MODE.folder });
}

async function writeTables({
  connection,
  folder,
  program,
  onProgress,
}: ExportOptions): Promise<ExportManifest> {
  const files = new Map<string, SeenText>();
  const types = new Map<string, readonly string[]>();
  const {
    tables,
    indexes: _ofTheProgram,
    ...rest
  } = await copyOut({
    connection,
    ...(onProgress && { onProgress }),
    write: async (table, content) => {
      const lines = countedText(() => {});
      const file = createWriteStream(join(folder, fileOf(table.name)), {
        flags: "wx",
        mode: MODE.file,
        flush: true,
      });
      await pipeline(content, toJsonLines(table), lines.stream, file);
      files.set(table.name, lines.seen());
      types.set(table.name, table.types);
    },
  });
  return {
    ...{ format: "swideal-export", version: EXPORT_VERSION, program, ...rest },
    migrations: [...rest.migrations],
    partitions: [...rest.partitions],
    sequences: [...rest.sequences],
    tables: tables.map(({ name, columns, bytes, sha256 }) => ({
      name,
      file: fileOf(name),
      columns: columns.map((column, at) => ({ name: column, type: types.get(name)?.[at] as string })),
      ...(files.get(name) as SeenText),
      copy: { bytes, sha256 },
    })),
  };
}

async function writeSynced(path: string, text: string): Promise<void> {
  const file = await open(path, "wx", MODE.file);
  try {
    await file.writeFile(text);
    await file.sync();
  } finally {
    await file.close();
  }
}
