import type { RunStatement } from "../../src/server/platform/database/database.ts";

/** A statement as a pgbench script says it, and the values of its variables. */
export interface Script {
  readonly text: string;
  readonly variables: Readonly<Record<string, string>>;
}

/**
 * The script of one statement that the program sent: its `$1` become `:p1`, which `pgbench -M prepared` sends as
 * parameters again. pgbench has no null for a variable, so null stands in the text. `known` names variables that a
 * value is to be taken from instead, such as the id that an earlier statement of the script returned.
 * @param prefix makes the names of several statements different
 */
export function scriptOf(
  { sql, parameters }: Pick<RunStatement, "sql" | "parameters">,
  prefix: string,
  known: Readonly<Record<string, string>> = {},
): Script {
  const variables: Record<string, string> = {};
  const text = outsideAndInside(sql.replace(/\s+/g, " ").trim(), (code) =>
    code.replace(/\$(\d+)/g, (_, digits: string) => {
      const value = textOf(parameters[Number(digits) - 1]);
      if (value === null) return "null";
      if (known[value] !== undefined) return `:${known[value]}`;
      const name = `${prefix}${digits}`;
      variables[name] = value;
      return `:${name}`;
    }),
  );
  return { text, variables };
}

/** pgbench takes `:MI` for a variable also within quotes: there the colon is written as an escape. */
function outsideAndInside(sql: string, outside: (code: string) => string): string {
  return sql
    .split(/('(?:[^']|'')*')/)
    .map((part, index) => {
      if (index % 2 === 0) return outside(part);
      return /:\w/.test(part) ? `U&${part.replaceAll("\\", "\\\\").replaceAll(":", "\\003A")}` : part;
    })
    .join("");
}

/** As node-postgres sends it; null for null. */
function textOf(value: unknown): string | null {
  if (value === null || value === undefined) return null;
  if (value instanceof Date) return value.toISOString();
  if (Buffer.isBuffer(value)) return `\\x${value.toString("hex")}`;
  if (Array.isArray(value)) {
    const items = value.map((item) => {
      const text = textOf(item);
      return text === null ? "NULL" : `"${text.replace(/["\\]/g, "\\$&")}"`;
    });
    return `{${items.join(",")}}`;
  }
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}
