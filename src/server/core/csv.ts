/** A cell that begins with one of these is a formula to a spreadsheet, whoever wrote it (OWASP, CSV injection). */
const FORMULA = /^[=+\-@\t\r\n]/;
const QUOTED = /[",\r\n]/;

/** One line of RFC 4180 with its line break. What a spreadsheet would take for a formula gets an apostrophe before it. */
export const csvLine = (cells: readonly (string | null)[]): string => `${cells.map(csvCell).join(",")}\r\n`;

function csvCell(text: string | null): string {
  if (text === null) return "";
  const safe = FORMULA.test(text) ? `'${text}` : text;
  return QUOTED.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
