import { createReadStream } from "node:fs";
import { readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import { pipeline, type Readable } from "node:stream";
import type pg from "pg";
import { z } from "zod";
import { copyIn } from "./copy-in.ts";
import { countedText } from "./counted-text.ts";
import { CopyError } from "./description.ts";
import { MANIFEST } from "./export-folder.ts";
import {
  describedBy,
  EXPORT_VERSION,
  type ExportedTable,
  ExportManifest,
  fileOf,
} from "./export-manifest.ts";
import { fromJsonLines } from "./json-rows.ts";

export interface ImportOptions {
  /** As `copyIn` takes it. */
  readonly connection: pg.ClientConfig;
  readonly folder: string;
  readonly manifest: ExportManifest;
  /** Tables in which a row says that the database is in use. */
  readonly unused: readonly string[];
  readonly onProgress?: (doneBytes: number, ofBytes: number) => void;
}

/** Some hundred tables take some hundred kilobytes. */
const MANIFEST_MAX_BYTES = 20_000_000;

/** Throws CopyError where there is no whole export of this version. */
export async function readManifest(folder: string): Promise<ExportManifest> {
  const path = join(folder, MANIFEST);
  try {
    const { size } = await stat(path);
    if (size > MANIFEST_MAX_BYTES) throw new CopyError(null, `${path} is no manifest: it has ${size} bytes`);
    const said: unknown = JSON.parse(await readFile(path, "utf8"));
    const { version } = z.object({ version: z.unknown() }).parse(said);
    if (typeof version === "number" && version > EXPORT_VERSION)
      throw new CopyError(null, `${path} was written by a newer program (version ${version} of the format)`);
    return ExportManifest.parse(said);
  } catch (error) {
    if (error instanceof CopyError) throw error;
    const { code } = error as NodeJS.ErrnoException;
    if (code === "ENOENT") throw new CopyError(null, `${folder} is no whole export: it has no ${MANIFEST}`);
    const reason = error instanceof z.ZodError ? z.prettifyError(error) : (error as Error).message;
    throw new CopyError(null, `${path} is no manifest of an export: ${reason}`, { cause: error });
  }
}

/** All rows of an export, or none of them. Throws CopyError, which names the table. */
export async function importFrom({ folder, manifest, ...options }: ImportOptions): Promise<void> {
  const tables = new Map(manifest.tables.map((table) => [table.name, table]));
  await copyIn({
    ...options,
    description: describedBy(manifest),
    read: async (name) => readTable(folder, tables.get(name) as ExportedTable),
  });
}

/** Its file turned into COPY's text. */
async function readTable(folder: string, table: ExportedTable): Promise<Readable> {
  const { name, file, columns, rows, bytes, sha256 } = table;
  if (file !== fileOf(name)) throw new CopyError(name, `${name}: its file is ${fileOf(name)}, not ${file}`);
  const path = join(folder, file);
  const found = await stat(path);
  if (found.size !== bytes)
    throw new CopyError(name, `${name}: ${file} has ${found.size} bytes, the manifest says ${bytes}`);
  const counted = countedText(
    () => {},
    (seen) => {
      if (seen.sha256 !== sha256 || seen.rows !== rows)
        throw new CopyError(name, `${name}: ${file} is not what was exported`);
    },
  );
  const text = fromJsonLines({
    columns: columns.map((column) => column.name),
    types: columns.map(({ type }) => type),
  });
  // Whoever reads the text hears of the error by it.
  pipeline(createReadStream(path), counted.stream, text, () => {});
  return text;
}
