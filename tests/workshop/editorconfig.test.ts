import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";

const read = (file: string) => readFileSync(join(import.meta.dirname, "../..", file), "utf8");

test("an editor that reads .editorconfig writes what Biome would", () => {
  const { formatter } = JSON.parse(read("biome.json")) as { formatter: Record<string, unknown> };
  const [, section = ""] = read(".editorconfig").split("[*]\n");
  const settings = Object.fromEntries(section.split("\n").map((line) => line.split(" = ")));
  // Biome's own defaults, where biome.json says nothing.
  const { lineEnding = "lf", trailingNewline = true } = formatter;
  expect(settings).toMatchObject({
    indent_style: String(formatter.indentStyle),
    indent_size: String(formatter.indentWidth),
    max_line_length: String(formatter.lineWidth),
    end_of_line: String(lineEnding),
    insert_final_newline: String(trailingNewline),
  });
});
