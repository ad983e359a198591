import { readdirSync } from "node:fs";
import { join } from "node:path";
import { parseAst } from "vite";
import { describe, expect, test } from "vitest";
import { paths } from "../../src/shared/page-paths.ts";
import { importsOf, type Node, nodesOf, sourcesOf, treeOf } from "./imports.ts";

const TABLE = "src/shared/page-paths.ts";
const MAIL = "src/server/platform/mail.ts";
/** Addresses that pages link to and that are no pages. */
const NO_PAGES = [
  "/docs",
  "/health",
  ...readdirSync(join(import.meta.dirname, "..", "..", "src", "web", "static")).map((file) => `/${file}`),
];
/** Pages whose path the API has too, or that stands for much else: found where they are linked to. */
const COMMON = ["/", "/missions/:id"];

const pages = Object.values(paths)
  .flatMap(({ fr, en }) => [fr, en])
  .filter((path) => !COMMON.includes(path))
  .map((path) => new RegExp(`^${path.replace(/:\w+/g, "[^/]+")}/?$`));

/** The path that a text begins with, after an origin that is computed; a computed part of it is one `*`. */
function pathIn(node: Node | null | undefined): string | null {
  const text = textOf(node ?? null);
  return text === null ? null : (/^(?:\*|https?:\/\/[^/]+)?(\/[^?#]*)/.exec(text)?.[1] ?? null);
}

function textOf(node: Node | null): string | null {
  if (node?.type === "Literal") return typeof node.value === "string" ? node.value : null;
  if (node?.type === "TemplateLiteral")
    return (node.quasis as { value: { cooked: string } }[]).map(({ value }) => value.cooked).join("*");
  if (node?.type === "JSXExpressionContainer") return textOf(node.expression as Node);
  return null;
}

/** Where a reader is sent by this node, if by a text. */
function goalOf(node: Node): string | null {
  if (node.type === "JSXAttribute")
    return ["href", "to", "action"].includes(String((node.name as Node).name))
      ? pathIn(node.value as Node | null)
      : null;
  if (node.type !== "CallExpression") return null;
  const { name, property } = node.callee as Node & { property?: Node };
  const called = String(name ?? property?.name);
  return ["navigate", "goTo", "redirect", "assign"].includes(called)
    ? pathIn((node.arguments as Node[])[0])
    : null;
}

/** What a file spells itself of the paths of pages. */
const spelledIn = (tree: Node, isMail: boolean) =>
  [...nodesOf(tree)].flatMap((node) => {
    const path = pathIn(node);
    const goal = goalOf(node);
    const found = [
      path !== null && (isMail || pages.some((page) => page.test(path))) ? path : null,
      goal !== null && !NO_PAGES.includes(goal) ? goal : null,
    ];
    return found.filter((one) => one !== null);
  });

const files = sourcesOf("src").filter((file) => file !== TABLE);
const writesMails = (file: string) =>
  file.startsWith("src/server/features/") && importsOf(file).includes(MAIL);

test("a page's path stands in the one table alone: pages, mails and answers link by it", () => {
  expect(files.filter(writesMails).length).toBeGreaterThan(2);
  const spelled = files.flatMap((file) =>
    spelledIn(treeOf(file), writesMails(file)).map((path) => `${file}: ${path}`),
  );
  expect(spelled).toEqual([]);
});

describe("a path is found where it is spelled", () => {
  const found = (code: string, isMail = false) =>
    spelledIn(parseAst(code, { lang: "tsx" }) as unknown as Node, isMail);

  test.each([
    ['const link = "/en/sign-in?next=%2F"', "/en/sign-in"],
    [`const link = \`\${publicUrl}/compte/securite#x\``, "/compte/securite"],
    [`const link = \`https://example.org/missions/\${id}/gerer\``, "/missions/*/gerer"],
    [`<a href={\`/missions/\${id}\`} />`, "/missions/*"],
    ['<Link to="/" />', "/"],
    ['reply.header("vary", "x").redirect("/problemes", 302)', "/problemes", "/problemes"],
  ])("in %s", (code, ...paths) => {
    expect(found(code)).toEqual(paths);
  });

  test("in a mail, where no path is spelled at all", () => {
    expect(found(`const link = \`\${site}/missions/\${id}\``, true)).toEqual(["/missions/*"]);
    expect(found("const link = site + pathTo(locale, 'mission', { id })", true)).toEqual([]);
  });

  test.each([
    [`call(\`/missions/\${id}\`, { locale })`],
    ['<a href="/docs" />'],
    ["<a href={pathTo(locale, 'feed')} />"],
    ['path.split("/")'],
  ])("and not in %s", (code) => {
    expect(found(code)).toEqual([]);
  });
});
