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

/** One row in COPY's text format (PostgreSQL manual, COPY, "Text Format"); null becomes \N. */
export function copyLine(values: readonly (string | number | boolean | Date | null)[]): string {
  const cells = values.map((value) => {
    if (value === null) return "\\N";
    if (value instanceof Date) return value.toISOString();
    return typeof value === "string"
      ? value.replace(/[\\\t\n\r]/g, (character) => ESCAPES[character] as string)
      : String(value);
  });
  return `${cells.join("\t")}\n`;
}
