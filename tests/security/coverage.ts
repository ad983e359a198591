import type { Requirement } from "./evidence.ts";
import type { Change, Plant, Unplanted } from "./plants/plant.ts";

/** Row and reference of one named test. */
export interface NamedTest {
  readonly row: string;
  readonly reference: string;
}

/**
 * The named tests that stand for `rows`, only those whose reference holds one of `words` where there are any.
 * Throws where a row is unknown, or words fit none.
 */
export function namedTests(
  requirements: readonly Requirement[],
  rows: readonly string[],
  words?: readonly string[],
): NamedTest[] {
  const all = rows.flatMap((row) => {
    const requirement = requirements.find((one) => one.row === row);
    if (requirement === undefined) throw new Error(`there is no row ${row}`);
    return requirement.shownBy.map((reference) => ({ row, reference }));
  });
  if (words === undefined) return all;
  for (const some of words) {
    if (!all.some(({ reference }) => reference.includes(some)))
      throw new Error(`rows ${rows.join(", ")} name no test with the words "${some}"`);
  }
  return all.filter(({ reference }) => words.some((some) => reference.includes(some)));
}

export interface Sources {
  readonly requirements: readonly Requirement[];
  readonly plants: readonly Plant[];
  readonly unplanted: readonly Unplanted[];
}

/** One line for each named test that no plant must turn red and no reason leaves out, or for which both stand. */
export function uncovered({ requirements, plants, unplanted }: Sources): string[] {
  const key = ({ row, reference }: NamedTest) => `row ${row}: ${reference}`;
  const planted = new Set(plants.flatMap(({ rows, fail }) => namedTests(requirements, rows, fail)).map(key));
  const excused = new Set(
    unplanted.flatMap(({ rows, tests }) => namedTests(requirements, rows, tests)).map(key),
  );
  return namedTests(
    requirements,
    requirements.map(({ row }) => row),
  )
    .map(key)
    .flatMap((test) => {
      if (planted.has(test) && excused.has(test)) return [`${test}: a plant and a reason`];
      return planted.has(test) || excused.has(test) ? [] : [`${test}: no plant and no reason`];
    });
}

/** The file's text with the change made. Throws where the change does not apply to exactly one place. */
export function withChange(source: string, { file, text, instead }: Change): string {
  const places = source.split(text).length - 1;
  if (places !== 1) throw new Error(`${file}: "${text}" stands there ${places} times, not once`);
  if (text === instead) throw new Error(`${file}: "${text}" is replaced by itself`);
  return source.replace(text, () => instead);
}
