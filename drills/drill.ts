/** What a drill tells while it runs; each check is one line of the result. */
export interface DrillReport {
  /** One thing that was to be shown, and what was seen. */
  check(what: string, good: boolean, seen: string): void;
  /** What is worth reading beside the checks: figures, places. */
  note(line: string): void;
}

export interface DrillOptions {
  /** A sample that fits into CI; the whole otherwise. */
  readonly short: boolean;
  /** What stood behind the name on the command line, e.g. the rows to look at. */
  readonly chosen: readonly string[];
}

/** Something that is proved on the running program and takes too long for each change: see `docs/drills.md`. */
export interface Drill {
  readonly name: string;
  /** One sentence: what it shows. */
  readonly shows: string;
  /**
   * Its short form: about how long it takes, and whether it runs by itself because it compares times. null: what CI tries
   * of it is part of the tests.
   */
  readonly inCi: { readonly seconds: number; readonly alone?: true } | null;
  run(report: DrillReport, options: DrillOptions): Promise<void>;
}
