import { median } from "./statistics.ts";

/** What is measured in turn, by its name. */
export type Measures<Name extends string, Figure> = Readonly<Record<Name, () => Promise<Figure>>>;

/**
 * Measures each in turn, round after round, so that what else the machine does meets all of them alike. The first
 * round warms up and is thrown away. @returns the rounds, each with one figure a name
 */
export async function interleave<Name extends string, Figure>(
  rounds: number,
  measures: Measures<Name, Figure>,
): Promise<Record<Name, Figure>[]> {
  const all: Record<Name, Figure>[] = [];
  for (let round = 0; round <= rounds; round++) {
    const figures = {} as Record<Name, Figure>;
    // Every other round backwards: who comes second finds a warmer machine, or a more tired one.
    const names = Object.keys(measures) as Name[];
    for (const name of round % 2 === 0 ? names : names.reverse()) figures[name] = await measures[name]();
    if (round > 0) all.push(figures);
  }
  return all;
}

/** The median over the rounds of what `figureOf` makes of each. */
export function medianOf<Round>(rounds: readonly Round[], figureOf: (round: Round) => number): number {
  return median(rounds.map(figureOf));
}
