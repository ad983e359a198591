import type { BulkRows } from "../../platform/database/bulk.ts";

/** Lines of COPY for one table. */
export interface TableLines {
  readonly table: string;
  readonly columns: readonly string[];
  readonly lines: readonly string[];
}

/** Gathers rows as lines of COPY, table by table. @param tables in the order in which foreign keys want them */
export function gatherRows(tables: readonly Pick<TableLines, "table" | "columns">[]) {
  const lines = new Map<object, string[]>(tables.map((rows) => [rows, []]));
  return {
    put: <Row>(rows: BulkRows<Row>, row: Row) => void lines.get(rows)?.push(rows.line(row)),
    /** What was gathered since the last time. */
    take: (): TableLines[] =>
      tables
        .map((rows) => {
          const { table, columns } = rows;
          return { table, columns, lines: lines.get(rows)?.splice(0) ?? [] };
        })
        .filter((batch) => batch.lines.length > 0),
  };
}
