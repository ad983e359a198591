import { readFileSync } from "node:fs";
import { wordsOf } from "./normalise.ts";
import { STOP_WORDS } from "./stop-words.ts";
import { stemOf } from "./text-terms.ts";

/** What else a word or some words together may be called, in terms of the index. */
export interface Synonyms {
  /** Single words for one word. */
  ofOne(stem: string): readonly string[];
  /**
   * Every word of what else the expressions in these stems are called: `pompe à chaleur` for `pac`. `share` is what
   * one word of several is worth; `follows` whether it belongs right behind the one before.
   */
  ofSeveral(stems: readonly string[]): { stem: string; share: number; follows: boolean }[];
  /** What the expressions in these stems may be called in other words, each with where it stands and how long it is. */
  expressionsIn(stems: readonly string[]): Expression[];
}

export interface Expression {
  readonly at: number;
  readonly length: number;
  /** All of them stand for it. */
  readonly others: readonly string[];
}

const LONGEST_EXPRESSION = 5;
const MOST_EXPRESSIONS = 12;
const LONGEST_LINE = 500;
const MOST_LINES = 20_000;

/** What is wrong with a file of synonyms: `name:line: reason`, one for each line. */
export class SynonymError extends Error {
  override readonly name = "SynonymError";
}

/**
 * Reads files of synonyms, each line a group (`chauffe-eau, cumulus, ballon d'eau chaude`: any finds the others) or a
 * direction (`velux => fenêtre de toit`: the left finds the right). `#` begins a comment. Later files add to earlier
 * ones. Stop words are those of the language on the left. Throws a SynonymError that names every line that cannot be read.
 */
export function readSynonyms(
  files: readonly { name: string; text: string }[],
  stopWords: ReadonlySet<string> = STOP_WORDS,
): Synonyms {
  const others = new Map<string, Map<string, readonly string[]>>();
  const errors: string[] = [];
  for (const { name, text } of files) {
    const lines = text.replace(/^\uFEFF/, "").split(/\r?\n/);
    if (lines.length > MOST_LINES) errors.push(`${name}:${MOST_LINES + 1}: more than ${MOST_LINES} lines`);
    for (const [index, line] of lines.slice(0, MOST_LINES).entries()) {
      const problem = takeLine(line, others, stopWords);
      if (problem !== null) errors.push(`${name}:${index + 1}: ${problem}`);
    }
  }
  if (errors.length > 0) throw new SynonymError(errors.join("\n"));
  return lookUp(others);
}

/** The synonyms that Swideal brings, and the operator's own where there is a file of them. Throws a SynonymError. */
export function loadSynonyms(operatorFile: string | null): Synonyms {
  const shipped = {
    name: "synonyms.txt",
    text: readFileSync(new URL("synonyms.txt", import.meta.url), "utf8"),
  };
  const own = operatorFile === null ? null : readIfThere(operatorFile);
  return readSynonyms(own === null ? [shipped] : [shipped, { name: operatorFile as string, text: own }]);
}

function readIfThere(file: string): string | null {
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return null;
    throw error;
  }
}

/** Both together. */
export function joinSynonyms(one: Synonyms, other: Synonyms): Synonyms {
  return {
    ofOne: (stem) => [...new Set([...one.ofOne(stem), ...other.ofOne(stem)])],
    ofSeveral: (stems) => [...one.ofSeveral(stems), ...other.ofSeveral(stems)],
    expressionsIn: (stems) => [...one.expressionsIn(stems), ...other.expressionsIn(stems)],
  };
}

export const NO_SYNONYMS: Synonyms = {
  ofOne: () => [],
  ofSeveral: () => [],
  expressionsIn: () => [],
};

/** Adds what a line says; what is wrong with it, or null. */
function takeLine(
  line: string,
  others: Map<string, Map<string, readonly string[]>>,
  stopWords: ReadonlySet<string>,
): string | null {
  const said = line.replace(/(^|\s)#.*$/, "").trim();
  if (said === "") return null;
  if (said.length > LONGEST_LINE) return `longer than ${LONGEST_LINE} characters`;
  const [left = "", right, ...rest] = said.split("=>");
  if (rest.length > 0) return "more than one =>";
  const from = expressions(left, stopWords);
  const to = right === undefined ? from : expressions(right, STOP_WORDS);
  if (typeof from === "string") return from;
  if (typeof to === "string") return to;
  if (right === undefined && from.length < 2)
    return "a group needs two expressions or more, with commas between";
  for (const one of from) {
    for (const other of to) {
      if (one.join(" ") === other.join(" ")) continue;
      const known = others.get(one.join(" ")) ?? new Map<string, readonly string[]>();
      others.set(one.join(" "), known.set(other.join(" "), other));
    }
  }
  return null;
}

/** The expressions of a list, in stems without stop words, or what is wrong with it. */
function expressions(list: string, stopWords: ReadonlySet<string>): string[][] | string {
  const parts = list.split(",");
  if (parts.length > MOST_EXPRESSIONS) return `more than ${MOST_EXPRESSIONS} expressions`;
  const all: string[][] = [];
  for (const part of parts) {
    const stems = wordsOf(part)
      .filter((word) => !stopWords.has(word))
      .map(stemOf);
    if (stems.length === 0) return `no word in "${part.trim()}"`;
    if (stems.length > LONGEST_EXPRESSION) return `more than ${LONGEST_EXPRESSION} words in "${part.trim()}"`;
    all.push(stems);
  }
  return all;
}

function lookUp(others: Map<string, Map<string, readonly string[]>>): Synonyms {
  const of = (expression: string) => [...(others.get(expression)?.values() ?? [])];
  const expressionsIn = (stems: readonly string[]): Expression[] => {
    const found: Expression[] = [];
    for (const at of stems.keys()) {
      for (let length = 1; length <= Math.min(LONGEST_EXPRESSION, stems.length - at); length++) {
        for (const others of of(stems.slice(at, at + length).join(" "))) {
          if (length > 1 || others.length > 1) found.push({ at, length, others });
        }
      }
    }
    return found;
  };
  return {
    ofOne: (stem) => of(stem).flatMap((other) => (other.length === 1 ? other : [])),
    ofSeveral: (stems) =>
      expressionsIn(stems).flatMap(({ length, others }) => {
        const share = Math.min(1, length / others.length);
        return others.map((stem, place) => ({ stem, share, follows: place > 0 }));
      }),
    expressionsIn,
  };
}
