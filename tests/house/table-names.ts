import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type Node, nodesOf, treeOf } from "./imports.ts";

const ROOT = join(import.meta.dirname, "..", "..");

/** A table's name that stands in a statement. */
export interface TableUse {
  readonly table: string;
  readonly how: "reads" | "writes";
}

/** Of Kysely, whose first argument is a table; and of the demonstration, which copies rows in bulk. */
const WRITERS = ["insertInto", "updateTable", "deleteFrom", "mergeInto", "replaceInto", "put"];
const READERS = [
  "selectFrom",
  "from",
  "using",
  "table",
  "innerJoin",
  "leftJoin",
  "rightJoin",
  "fullJoin",
  "crossJoin",
];
/** Of a driver, whose first argument is a whole statement. */
const DRIVERS = ["query", "run", "raw", "sql"];
/** What stands before the name of a table that a statement changes. */
const WRITES =
  /\b(insert\s+into|update|delete\s+from|merge\s+into|truncate(\s+table)?|copy|lock\s+table)\s+(only\s+)?$/i;
/** A text in which a table's name follows one of these is a statement, wherever it stands. */
const NAMES_A_TABLE = /\b(from|join|into|update|truncate|copy|table)\s+(only\s+)?(public\.)?$/i;

/**
 * Which tables the statements of a file name: templates of `sql`, what Kysely's calls are given, what is handed to a
 * driver, and every other text in which a name follows a word such as `from`.
 * A declaration in `Tables` writes. A name that is computed is not seen: tests/permissions/sql-statements.test.ts
 * lists where one may be.
 * @param file from the project's root
 */
export function tablesIn(file: string, tables: readonly string[]): TableUse[] {
  const source = readFileSync(join(ROOT, file), "utf8");
  return tablesOf(treeOf(file), source, tables);
}

export function tablesOf(tree: Node, source: string, tables: readonly string[]): TableUse[] {
  const names = new RegExp(`\\b(${tables.join("|")})\\b`, "g");
  const statements = new Set<unknown>();
  const uses: TableUse[] = [];
  for (const node of nodesOf(tree)) {
    const { type } = node;
    if (type === "TaggedTemplateExpression" && /^sql\b/.test(textOf(node.tag, source))) {
      for (const piece of (node.quasi as { quasis: unknown[] }).quasis) statements.add(piece);
    } else if (type === "CallExpression") {
      const called = /\w*$/.exec(textOf(node.callee, source))?.[0] ?? "";
      const [first] = node.arguments as Node[];
      if (DRIVERS.includes(called)) for (const piece of nodesOf(first)) statements.add(piece);
      const how = WRITERS.includes(called) ? "writes" : "reads";
      if (how === "writes" || READERS.includes(called))
        uses.push(...tablesGiven(first, tables).map((table) => ({ table, how }) as const));
    } else if (type === "TSInterfaceDeclaration" && (node.id as Node).name === "Tables") {
      const { body } = node.body as { body: { key: { name: string } }[] };
      uses.push(...body.map(({ key }) => ({ table: key.name, how: "writes" }) as const));
    }
    const text = contentOf(node);
    for (const { 1: table = "", index } of text.matchAll(names)) {
      const before = text.slice(0, index);
      if (statements.has(node) || NAMES_A_TABLE.test(before))
        uses.push({ table, how: WRITES.test(before) ? "writes" : "reads" });
    }
  }
  return uses;
}

/** The tables that are an argument, each with or without an alias. */
function tablesGiven(argument: Node | undefined, tables: readonly string[]): string[] {
  const given = argument?.type === "ArrayExpression" ? (argument.elements as Node[]) : [argument];
  return given.flatMap((one) => {
    const [table = ""] = /^\w*/.exec(String(one?.value ?? "")) ?? [];
    return tables.includes(table) ? [table] : [];
  });
}

const textOf = (node: unknown, source: string) => {
  const { start, end } = node as { start: number; end: number };
  return source.slice(start, end);
};

/** What a piece of text says; nothing for what is no text. */
function contentOf({ type, value }: Node): string {
  if (type === "Literal") return typeof value === "string" ? value : "";
  return type === "TemplateElement" ? ((value as { cooked: string | null }).cooked ?? "") : "";
}
