import type { CommonPasswords } from "./common-passwords.ts";
import { type Disguise, walkLength, withoutLeet } from "./password-folding.ts";

const MIN_WALK = 3;
const SHORTEST_WORD = 3;
const LONGEST_WORD = 24;
/** Twice the longest word. Beyond it the search is not worth its time. */
const LONGEST_TEXT = 48;

/** What may stand between the parts: ten digits, such as a telephone number or a date; without a word, fewer. */
const FILLING = 10;
const FILLING_ALONE = 4;
const SIGN_COST = 1;
const LETTER_COST = 3;

/** Where a part stands in the text. */
interface Part {
  readonly from: number;
  readonly to: number;
}
interface Word extends Part {
  readonly word: string;
}

/**
 * Whether the text is nothing but: one word of the list, or two of its most common, each as often as one
 * likes; words of the context; walks and runs; and a little filling. The text is folded.
 */
export function isMadeOf(
  { text, filling }: Disguise,
  known: CommonPasswords,
  context: ReadonlySet<string>,
): boolean {
  if (text.length > LONGEST_TEXT) return false;
  const words = findWords(text, (word) => context.has(word) || known.most.has(word) || known.other.has(word));
  const given = words.filter(({ word }) => context.has(word));
  const walks = findWalks(text);
  const covered = (...chosen: readonly (readonly Part[])[]) => {
    const parts = [...given, ...chosen.flat()];
    const aWord = parts.some(({ from, to }) => /\p{L}/u.test(text.slice(from, to)));
    return filling + fillingAround(text, [...walks, ...parts]) <= (aWord ? FILLING : FILLING_ALONE);
  };
  const listed = Map.groupBy(
    words.filter(({ word }) => !context.has(word)),
    ({ word }) => word,
  );
  if (covered()) return true;
  for (const places of listed.values()) if (covered(places)) return true;
  const most = [...listed].filter(([word]) => known.most.has(word)).map(([, places]) => places);
  return most.some((one, index) => most.slice(index + 1).some((other) => covered(one, other)));
}

/** Words as they stand, and in leet where half of their letters are letters. */
function findWords(text: string, isWord: (word: string) => boolean): readonly Word[] {
  const found: Word[] = [];
  const leet = new Set(withoutLeet(text));
  for (let from = 0; from < text.length; from++) {
    for (let to = from + SHORTEST_WORD; to <= Math.min(text.length, from + LONGEST_WORD); to++) {
      const typed = text.slice(from, to);
      const letters = typed.replace(/[^\p{L}]/gu, "").length;
      const disguised = letters < typed.length && letters * 2 >= typed.length;
      const readings = !disguised ? [] : [...leet].map((reading) => reading.slice(from, to));
      for (const word of new Set([typed, ...readings])) if (isWord(word)) found.push({ from, to, word });
    }
  }
  return found;
}

function findWalks(text: string): readonly Part[] {
  return Array.from(text).flatMap((_, from) => {
    const longest = walkLength(text, from);
    const lengths = Array.from({ length: Math.max(0, longest - MIN_WALK + 1) }, (_, more) => MIN_WALK + more);
    return lengths.map((length) => ({ from, to: from + length }));
  });
}

/** What the cheapest way to lay the parts out costs, each sign and letter beside them counted; what repeats is free. */
function fillingAround(text: string, parts: readonly Part[]): number {
  const least = new Array<number>(text.length + 1).fill(Number.POSITIVE_INFINITY);
  const reach = (to: number, cost: number) => {
    if (cost < (least[to] as number)) least[to] = cost;
  };
  const beginning = Map.groupBy(parts, ({ from }) => from);
  least[0] = 0;
  for (let at = 0; at < text.length; at++) {
    const cost = least[at] as number;
    for (const { to } of beginning.get(at) ?? []) reach(to, cost);
    for (let length = 1; length <= at && at + length <= text.length; length++) {
      if (text.startsWith(text.slice(at - length, at), at)) reach(at + length, cost);
    }
    reach(at + 1, cost + (/\p{L}/u.test(text[at] as string) ? LETTER_COST : SIGN_COST));
  }
  return least[text.length] as number;
}
