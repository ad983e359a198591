/** How thorough a run is: what every change must pass, or what the drill `in-depth` tries now and then. */
export const IN_DEPTH = "SWIDEAL_IN_DEPTH";
const inDepth = process.env[IN_DEPTH] === "1";

/** How many are tried: a sample for every change, the whole in depth. */
export function sample(forEachChange: number, whole: number): number {
  return inDepth ? whole : forEachChange;
}

/**
 * Of cases that show the same in another language or on another screen, the one whose turn it is, counted from 0; in
 * depth all of them. Files take turns, so that each case stands for some of the pages.
 */
export function oneOf<T>(turn: number, cases: readonly T[]): readonly T[] {
  if (turn >= cases.length) throw new Error(`there is no case ${turn} of ${cases.length}`);
  return inDepth ? cases : cases.slice(turn, turn + 1);
}

/** The same for cases that many tests share out: of `all`, those whose place leaves the rest `turn`. */
export function shareOf<T>(turn: number, of: number, all: readonly T[]): readonly T[] {
  if (turn >= of || turn >= all.length) throw new Error(`there is no share ${turn} of ${of}`);
  return inDepth ? all : all.filter((_, place) => place % of === turn);
}
