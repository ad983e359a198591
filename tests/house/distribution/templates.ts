import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type Node, nodesOf, sourcesOf, treeOf } from "../imports.ts";

const ROOT = join(import.meta.dirname, "..", "..", "..");

/** A template of `sql` in the source. */
export interface Template {
  /** From the project's root. */
  readonly file: string;
  /** The function or constant around it. */
  readonly name: string;
  /** Its text with gaps where values and other templates come. */
  readonly pieces: readonly string[];
}

/** Every template of `sql` of the program, by the outermost name it stands in. */
export function templates(): Template[] {
  return ["src/server", "src/cli"].flatMap(sourcesOf).flatMap((file) => {
    const source = readFileSync(join(ROOT, file), "utf8");
    if (!source.includes("sql`") && !source.includes("sql<")) return [];
    const { body } = treeOf(file) as unknown as { body: Node[] };
    return body.flatMap((part) => {
      const name = nameOf(part);
      return Array.from(nodesOf(part)).flatMap((node) => {
        if (node.type !== "TaggedTemplateExpression") return [];
        const { start, end } = node.tag as { start: number; end: number };
        if (!/^sql\b/.test(source.slice(start, end))) return [];
        const { quasis } = node.quasi as { quasis: { value: { cooked: string } }[] };
        return [{ file, name, pieces: quasis.map(({ value }) => value.cooked) }];
      });
    });
  });
}

function nameOf(part: Node): string {
  const declared = (part.declaration ?? part) as Node;
  if (declared.type === "VariableDeclaration") {
    const [first] = declared.declarations as { id: { name?: string } }[];
    return first?.id.name ?? "";
  }
  return (declared.id as { name?: string } | null)?.name ?? "";
}

/** Whether a text that was sent holds this template. */
export const holds = (text: string, template: Template): boolean => patternOf(template).test(text);

/** The statement that a text was made of, the one that says most of it; undefined where it is no template's. */
export function statementOf(text: string, among: readonly Template[]): Template | undefined {
  const fixed = ({ pieces }: Template) => pieces.join("").length;
  return among
    .filter((template) => isStatement(template) && patternOf(template, "whole").test(text))
    .sort((one, other) => fixed(other) - fixed(one))[0];
}

const isStatement = ({ pieces }: Template) =>
  /^\s*(select|insert|update|delete|with|merge)\b/i.test(pieces.join(""));

function patternOf({ pieces }: Template, how: "whole" | "part" = "part"): RegExp {
  const text = pieces.map((piece) => piece.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")).join("[^]*?");
  return new RegExp(how === "whole" ? `^${text}$` : text);
}
