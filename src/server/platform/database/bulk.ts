import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type pg from "pg";
import { from as copyFrom } from "pg-copy-streams";
import { withConnection } from "./single-connection.ts";

/** One connection for loading much at once, as the owner. */
export interface BulkConnection {
  /** `lines` in COPY's text format, each with its line break: see `copyLine`. */
  copy(
    table: string,
    columns: readonly string[],
    lines: AsyncIterable<string> | Iterable<string>,
  ): Promise<void>;
  /** Fixed statements of the program's own, never a caller's text. */
  run(sql: string, values?: readonly unknown[]): Promise<Record<string, unknown>[]>;
}

export function withBulkConnection<T>(
  config: pg.ClientConfig,
  work: (bulk: BulkConnection) => Promise<T>,
): Promise<T> {
  return withConnection(config, (client) =>
    work({
      async copy(table, columns, lines) {
        const names = columns.map((column) => client.escapeIdentifier(column)).join(", ");
        const stream = client.query(copyFrom(`copy ${client.escapeIdentifier(table)} (${names}) from stdin`));
        await pipeline(Readable.from(lines, { highWaterMark: 64 }), stream);
      },
      run: async (sql, values = []) => (await client.query(sql, [...values])).rows,
    }),
  );
}

const ESCAPES: Readonly<Record<string, string>> = { "\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r" };

export type Cell = string | number | boolean | Date | null;

/** How rows of a table are written in bulk: given by the table's owner, so that nobody else knows its columns. */
export interface BulkRows<Row> {
  readonly table: string;
  readonly columns: readonly string[];
  /** The row in COPY's text format, with its line break. */
  readonly line: (row: Row) => string;
}

/** `cells`: what stands in each column, by its name. */
export function bulkRows<Row>(
  table: string,
  cells: Readonly<Record<string, (row: Row) => Cell>>,
): BulkRows<Row> {
  const makers = Object.values(cells);
  return {
    table,
    columns: Object.keys(cells),
    line: (row) => copyLine(makers.map((cell) => cell(row))),
  };
}

/** PostgreSQL's text form of a text array. */
export const arrayLiteral = (values: readonly string[]): string =>
  `{${values.map((value) => `"${value.replace(/["\\]/g, "\\$&")}"`).join(",")}}`;

/** PostgreSQL's text form of bytes. */
export const bytea = (bytes: Buffer): string => `\\x${bytes.toString("hex")}`;

/** One row in COPY's text format (PostgreSQL manual, COPY, "Text Format"); null becomes \N. */
export function copyLine(values: readonly Cell[]): string {
  const cells = values.map((value) => {
    if (value === null) return "\\N";
    if (value instanceof Date) return value.toISOString();
    return typeof value === "string"
      ? value.replace(/[\\\t\n\r]/g, (character) => ESCAPES[character] as string)
      : String(value);
  });
  return `${cells.join("\t")}\n`;
}
