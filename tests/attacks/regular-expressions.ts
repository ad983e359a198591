import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { isSafePattern } from "redos-detector";
import { parseSync } from "vite";

const ROOT = join(import.meta.dirname, "../..");
/** What any caller may make us read anyway, the largest body, costs so much; a match may cost so many times that. */
const MOST_COST = 60;

export interface Expression {
  /** Relative to the project; several where the same one stands in several. */
  readonly where: string;
  readonly pattern: string;
  readonly flags: string;
}

/** Every regular expression written in the program's source, tests left out. */
export function expressionsInSource(): Expression[] {
  const files = globSync("src/**/*.{ts,tsx}", { cwd: ROOT }).filter(
    (file) => !/\.test(-support)?\.|\/testing\//.test(file),
  );
  return files.flatMap((where) => {
    const { program, errors } = parseSync(where, readFileSync(join(ROOT, where), "utf8"));
    if (errors.length > 0) throw new Error(`${where}: ${errors[0]?.message}`);
    return literalsIn(program).map(({ pattern, flags }) => ({ where, pattern, flags }));
  });
}

/** Files that build a regular expression from text, which no reader of literals sees. */
export function filesThatBuildExpressions(): string[] {
  const files = globSync("src/**/*.{ts,tsx}", { cwd: ROOT }).filter((file) => !/\.test\./.test(file));
  return files.filter((file) => /\bRegExp\(/.test(readFileSync(join(ROOT, file), "utf8"))).sort();
}

interface SyntaxNode {
  readonly type?: string;
  readonly regex?: { readonly pattern: string; readonly flags: string };
}

function literalsIn(node: unknown): { pattern: string; flags: string }[] {
  if (typeof node !== "object" || node === null) return [];
  const { type, regex } = node as SyntaxNode;
  if (type === "Literal" && regex) return [regex];
  return Object.values(node).flatMap(literalsIn);
}

/** Whether no input makes it try more than a few ways; false also where the detector cannot tell. */
export function isProvablySafe({ pattern, flags }: Expression): boolean {
  const unicode = /[uv]/.test(flags);
  // It reads no names of groups, which decide nothing about backtracking either.
  const { safe } = isSafePattern(pattern.replace(/\(\?<[a-z]\w*>/gi, "("), {
    unicode,
    // It reads no pattern that is both; case decides nothing about backtracking.
    caseInsensitive: flags.includes("i") && !unicode,
    dotAll: flags.includes("s"),
    multiLine: flags.includes("m"),
    maxSteps: 5_000,
  });
  return safe;
}

/** A string of `length` characters that takes it out of proportion; null if none was found. */
export function costlyInput({ pattern, flags }: Expression, length: number): string | null {
  const expression = new RegExp(pattern, flags.includes("g") ? flags : `${flags}g`);
  const found = hostileFor(pattern).find((make) => {
    const [whole, part] = [make(length), make(Math.floor(length / 16))];
    return outOfProportion((n) => (n === 16 ? whole : part).replace(expression, ""));
  });
  return found?.(length) ?? null;
}

/**
 * Whether the work with sixteen parts costs many times a body's reading, and over 64 times the work with one: linear
 * work costs sixteen times as much, quadratic 256. Looked at six times, for the machine may do something else meanwhile.
 */
export function outOfProportion(work: (parts: 1 | 16) => unknown): boolean {
  const limit = MOST_COST * costOfABody();
  if (timeOf(() => work(16)) < limit) return false;
  return Array.from({ length: 6 }).every(() => {
    const whole = best(() => work(16));
    return whole > limit && whole > 64 * best(() => work(1));
  });
}

/** Runs of whatever the pattern speaks of, some cut off so that what must follow never comes. */
function hostileFor(pattern: string): ((length: number) => string)[] {
  const literals = pattern.match(/[\p{L}\p{N}]+|[^\p{L}\p{N}\\()[\]{}?*+|^$]/gu) ?? [];
  const units = new Set([...literals, ...GENERIC, ...pairs([...new Set(literals)].slice(0, 6))]);
  return [...units].flatMap((unit) => {
    const run = (length: number) => unit.repeat(Math.ceil(length / unit.length)).slice(0, length - 2);
    return [
      run,
      ...[...TAILS, ...literals.slice(0, 1)].map((tail) => (length: number) => `a${run(length)}${tail}`),
    ];
  });
}

const GENERIC = [
  "a",
  "0",
  "é",
  " ",
  "\n",
  "\t",
  ".",
  "-",
  ",",
  ";",
  '"',
  "'",
  "/",
  "@",
  "{",
  "«",
  "a ",
  "a.",
  "a-",
  "l'",
  "a@",
];
/** What most patterns do not end with. */
const TAILS = ["\u0000", "a"];
const pairs = (literals: readonly string[]) =>
  literals.flatMap((one) => literals.map((other) => one + other));

let bodyCost: number | undefined;
function costOfABody(): number {
  const body = JSON.stringify({ text: "é ".repeat(21_000) });
  bodyCost ??= best(() => JSON.parse(body));
  return bodyCost;
}

function best(work: () => unknown): number {
  return Math.min(...Array.from({ length: 5 }, () => timeOf(work)));
}

/** By the clock: what a thread has worked, the system counts too coarsely for work of a millisecond. */
function timeOf(work: () => unknown): number {
  const start = performance.now();
  work();
  return performance.now() - start;
}
