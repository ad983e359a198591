import type { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type pg from "pg";
import { to as copyTo } from "pg-copy-streams";
import { quoted } from "./catalogue.ts";
import { countedText } from "./counted-text.ts";
import { type CopiedTable, CopyError, ofTable } from "./description.ts";

export interface ReadTableOptions {
  readonly table: { readonly name: string; readonly columns: readonly string[] };
  /** Reads the text to its end; as fast as it reads, PostgreSQL writes. */
  readonly take: (content: Readable) => Promise<void>;
  readonly onBytes?: (bytes: number) => void;
  readonly signal?: AbortSignal | undefined;
}

/** A table's rows in the order in which they lie. Throws CopyError; the connection is of no use then. */
export async function readTable(
  client: pg.Client,
  { table, take, onBytes = () => {}, signal }: ReadTableOptions,
): Promise<CopiedTable> {
  const { name, columns } = table;
  const listed = columns.map((column) => client.escapeIdentifier(column)).join(", ");
  try {
    const source = client.query(copyTo(`copy ${quoted(client, name)} (${listed}) to stdout`));
    const { stream, seen } = countedText(onBytes);
    const taken = take(stream).then(() => {
      if (!stream.readableEnded) throw new Error("its rows were not read to the end");
    });
    taken.catch((error: Error) => stream.destroy(error));
    await Promise.all([pipeline(source, stream, signal ? { signal } : {}), taken]);
    // The text ends before PostgreSQL says that it gave all of it.
    await client.query("select");
    const { rows, bytes, sha256 } = seen();
    if (source.rowCount !== rows)
      throw new CopyError(name, `${name}: ${rows} of ${source.rowCount} rows came`);
    return { name, columns, rows, bytes, sha256 };
  } catch (error) {
    signal?.throwIfAborted();
    throw ofTable(name, error);
  }
}
