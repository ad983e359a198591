import { readdirSync, readFileSync } from "node:fs";
import { join, posix } from "node:path";
import { parseAst } from "vite";

const ROOT = join(import.meta.dirname, "..", "..");

/** What a program is made of, as a tree: see ESTree and its additions for TypeScript. */
export interface Node {
  readonly type: string;
  readonly [part: string]: unknown;
}

/** The TypeScript files below a folder that are no tests and no tools of tests. */
export function sourcesOf(folder: string): string[] {
  return readdirSync(join(ROOT, folder), { recursive: true })
    .map((name) => `${folder}/${String(name).replaceAll("\\", "/")}`)
    .filter((name) => /\.tsx?$/.test(name) && !/\.test\.tsx?$|\/testing\/|\.test-support\.ts$/.test(name))
    .sort();
}

/** @param file from the project's root */
export function treeOf(file: string): Node {
  const lang = file.endsWith("x") ? "tsx" : "ts";
  return parseAst(readFileSync(join(ROOT, file), "utf8"), { lang }) as unknown as Node;
}

/** Every node of the tree, each before those within it. */
export function* nodesOf(value: unknown): Generator<Node> {
  if (typeof value !== "object" || value === null) return;
  if (!Array.isArray(value) && typeof (value as Node).type === "string") yield value as Node;
  for (const part of Object.values(value)) yield* nodesOf(part);
}

/** What a file imports: files from the project's root, and packages; or all of it as it is written. */
export function importsOf(file: string, how: "resolved" | "as written" = "resolved"): string[] {
  return Array.from(nodesOf(treeOf(file)))
    .filter(({ type }) => /^(Import|ExportNamed|ExportAll)(Declaration|Expression)$/.test(type))
    .map(({ source }) => (source as { value?: unknown } | null)?.value)
    .filter((from): from is string => typeof from === "string")
    .map((from) =>
      how === "resolved" && from.startsWith(".") ? posix.join(posix.dirname(file), from) : from,
    );
}
