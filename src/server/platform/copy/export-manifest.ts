import { z } from "zod";
import type { CopyDescription } from "./description.ts";

/** docs/export-format.md describes it; another version is another number. */
export const EXPORT_VERSION = 1;

const name = z.string().min(1).max(63);
const count = z.int().min(0);
const sha256 = z.string().regex(/^[0-9a-f]{64}$/);
const Table = z.object({
  name,
  /** From the folder of the manifest. */
  file: z.string(),
  columns: z.array(z.object({ name, type: z.string() })),
  rows: count,
  /** Of the file. */
  bytes: count,
  sha256,
  /** Of the rows as PostgreSQL's COPY writes them: what a database that took them gives back. */
  copy: z.object({ bytes: count, sha256 }),
});

export const ExportManifest = z.object({
  format: z.literal("swideal-export"),
  version: z.literal(EXPORT_VERSION),
  /** The version of Swideal that wrote it. */
  program: z.string(),
  postgres: z.string(),
  at: z.string(),
  migrations: z.array(z.string()),
  tables: z.array(Table),
  partitions: z.array(z.object({ name, parent: name, bound: z.string() })),
  sequences: z.array(z.object({ name, last: z.string().regex(/^-?\d{1,19}$/), called: z.boolean() })),
});
export type ExportManifest = z.infer<typeof ExportManifest>;
export type ExportedTable = ExportManifest["tables"][number];

/** One file a table; a name says nothing of folders. */
export const fileOf = (table: string): string => `tables/${encodeURIComponent(table)}.jsonl`;

/** What a copy of the exported rows is; which indexes there are is the program's affair. */
export const describedBy = (manifest: ExportManifest): CopyDescription => ({
  ...manifest,
  indexes: [],
  tables: manifest.tables.map(({ name, columns, rows, copy }) => ({
    name,
    columns: columns.map((column) => column.name),
    rows,
    ...copy,
  })),
});
