/** What a verification finds wrong, in the order in which it is found; of many the first are named. */
export interface Findings {
  add(finding: string): void;
  readonly named: readonly string[];
  readonly count: number;
}

export function createFindings(mostNamed: number): Findings {
  const named: string[] = [];
  let count = 0;
  return {
    add(finding) {
      count += 1;
      if (named.length < mostNamed) named.push(finding);
    },
    named,
    get count() {
      return count;
    },
  };
}
