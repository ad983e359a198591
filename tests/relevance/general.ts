import { readFileSync } from "node:fs";

/** A text of `general.txt` and the questions that it answers. */
export interface GeneralText {
  readonly title: string;
  readonly description: string;
  readonly questions: readonly string[];
}

/** The texts of `general.txt`, which says how it is read; throws on a text without a question. */
export function generalTexts(): GeneralText[] {
  const blocks = readFileSync(new URL("general.txt", import.meta.url), "utf8")
    .trim()
    .split(/\n{2,}/);
  return blocks.slice(1).map((block) => {
    const [title = "", description = "", ...questions] = block.split("\n");
    if (questions.length === 0 || questions.some((line) => !line.startsWith("? "))) {
      throw new SyntaxError(`general.txt: no question under "${title}"`);
    }
    return { title, description, questions: questions.map((line) => line.slice(2)) };
  });
}
