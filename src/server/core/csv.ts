/** A cell that begins with one of these is a formula to a spreadsheet, whoever wrote it (OWASP, CSV injection). */
const FORMULA = /^[=+\-@\t\r\n]/;
const QUOTED = /[",\r\n]/;

/** A column: its name, and what a row has in it. */
export type CsvColumn<Row> = readonly [name: string, of: (row: Row) => string | null];

/** A file of rows, line by line, each with its line break. */
export interface CsvTable<Row> {
  /** The names of the columns, which come first. */
  readonly head: string;
  row(row: Row): string;
}

/** As RFC 4180 has it. What a spreadsheet would take for a formula gets an apostrophe before it. */
export const csvTable = <Row>(columns: readonly CsvColumn<Row>[]): CsvTable<Row> => ({
  head: csvLine(columns.map(([name]) => name)),
  row: (row) => csvLine(columns.map(([, of]) => of(row))),
});

const csvLine = (cells: readonly (string | null)[]): string => `${cells.map(csvCell).join(",")}\r\n`;

function csvCell(text: string | null): string {
  if (text === null) return "";
  const safe = FORMULA.test(text) ? `'${text}` : text;
  return QUOTED.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
