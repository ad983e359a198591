import { wordsOf } from "./normalise.ts";
import type { SearchQuery } from "./query.ts";
import type { Correction } from "./spelling.ts";
import { stemOf, termsOf } from "./text-terms.ts";

/** Start and end, in UTF-16 code units. */
export type Range = readonly [start: number, end: number];

export interface Highlights {
  readonly title: readonly Range[];
  readonly excerpt: { readonly text: string; readonly ranges: readonly Range[] };
}

/** How much of a description is shown, in UTF-16 code units, and how much of it before the first word found. */
const EXCERPT = 200;
const BEFORE = 40;
/** Ranges that are told of a text. */
const MOST_RANGES = 50;

/** The terms that a text is searched for, those of corrected words too. */
export function wantedTerms({ terms }: SearchQuery, corrections: readonly Correction[]): Set<string> {
  const wanted = terms.flatMap(({ alternatives }) => alternatives.map(({ term }) => term));
  return new Set([...wanted, ...corrections.flatMap(({ meant }) => termsOf(meant))]);
}

/** Where the wanted words stand in the title, and the part of the description that has most of them. */
export function highlight(
  text: { title: string; description: string },
  wanted: ReadonlySet<string>,
): Highlights {
  return { title: rangesIn(text.title, wanted), excerpt: excerptOf(text.description, wanted) };
}

/** Stems of pieces of text seen lately, as they were written. Emptied when full. */
const known = new Map<string, readonly string[]>();
const MOST_KNOWN = 20_000;

function termsIn(piece: string): readonly string[] {
  let terms = known.get(piece);
  if (terms === undefined) {
    if (known.size >= MOST_KNOWN) known.clear();
    terms = wordsOf(piece).map(stemOf);
    known.set(piece, terms);
  }
  return terms;
}

/** Of a word that is one only as a whole: C++, node.js, électricien·ne. */
const SIGNS = /[+#·•‧∙⋅]|[.(/-](?=\p{L})/gu;

function rangesIn(text: string, wanted: ReadonlySet<string>): Range[] {
  const ranges: Range[] = [];
  // Twice as fast as to iterate over the matches.
  text.replace(/[\p{L}\p{N}\p{M}]+/gu, (piece, index: number) => {
    if (termsIn(piece).some((term) => wanted.has(term))) ranges.push([index, index + piece.length]);
    return "";
  });
  let end = 0;
  for (const { index } of text.matchAll(SIGNS)) {
    if (index < end) continue;
    let start = index;
    while (start > end && !isSpace(text[start - 1])) start -= 1;
    end = index;
    while (end < text.length && !isSpace(text[end])) end += 1;
    const chunk = text.slice(start, end);
    const range = innerOf(chunk, start);
    if (ranges.some(([from, to]) => from < range[1] && to > range[0])) continue;
    if (termsOf(chunk).some((term) => wanted.has(term))) ranges.push(range);
  }
  return ranges.toSorted(([one], [other]) => one - other).slice(0, MOST_RANGES);
}

function isSpace(character: string | undefined): boolean {
  return character === undefined || /\s/.test(character);
}

/** The chunk without what encloses it. Looking behind keeps a long run of dots from being tried at each dot. */
function innerOf(chunk: string, index: number): Range {
  const start = chunk.search(/[\p{L}\p{N}.]/u);
  const closing = chunk.slice(Math.max(start, 0)).includes("(")
    ? /(?<=[\p{L}\p{N}+#)])[^\p{L}\p{N}+#)]+$/u
    : /(?<=[\p{L}\p{N}+#])[^\p{L}\p{N}+#]+$/u;
  const end = chunk.replace(closing, "").length;
  return [index + Math.max(start, 0), index + Math.max(end, start + 1)];
}

function excerptOf(description: string, wanted: ReadonlySet<string>): Highlights["excerpt"] {
  const ranges = rangesIn(description, wanted);
  const from = startOf(description, ranges);
  const to = endOf(description, from + EXCERPT);
  const lead = from > 0 ? "…" : "";
  const text = lead + description.slice(from, to) + (to < description.length ? "…" : "");
  const shift = lead.length - from;
  return {
    text,
    ranges: ranges
      .filter(([start, end]) => start >= from && end <= to)
      .map(([start, end]): Range => [start + shift, end + shift]),
  };
}

/** Where an excerpt begins that holds as many ranges as one can: a little before one of them, at a word's beginning. */
function startOf(text: string, ranges: readonly Range[]): number {
  let best = { start: 0, held: 0 };
  for (const [start] of ranges) {
    const held = ranges.filter(([one, end]) => one >= start && end <= start + EXCERPT - BEFORE).length;
    if (held > best.held) best = { start, held };
  }
  if (best.start <= BEFORE) return 0;
  const space = text.slice(best.start - BEFORE, best.start).search(/\s/);
  return space === -1 ? best.start : best.start - BEFORE + space + 1;
}

/** The end of the last whole word before `most`. */
function endOf(text: string, most: number): number {
  if (most >= text.length) return text.length;
  const end = text.slice(0, most).search(/\s\S*$/);
  return end > most - BEFORE ? end : most - Number(/[\ud800-\udbff]/.test(text[most - 1] ?? ""));
}

/** The query with what was surely meant in the place of what was typed; null when nothing was typed wrong. */
export function didYouMean(query: string, corrections: readonly Correction[]): string | null {
  const sure = corrections.filter((correction) => correction.sure);
  if (sure.length === 0) return null;
  const meant = new Map(sure.map((correction) => [correction.typed, correction.meant]));
  return query
    .slice(0, LONGEST_SHOWN)
    .replace(/[\p{L}\p{N}\p{M}]+/gu, (piece) => meant.get(wordsOf(piece).join("")) ?? piece)
    .trim();
}

const LONGEST_SHOWN = 1_000;
