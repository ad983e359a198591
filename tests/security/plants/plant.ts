/** A change of source that takes a protection out, or a part of it. */
export interface Change {
  /** Relative to the project. */
  readonly file: string;
  /** As it stands in the file, exactly once. */
  readonly text: string;
  readonly instead: string;
}

/** One protection taken out: the tests that are named for it must fail. */
export interface Plant {
  /** The rows of the security table that it stands for. */
  readonly rows: readonly string[];
  /** What the copy does then, for a person who reads the table: "keeps the token itself, not its hash". */
  readonly does: string;
  /** More than one where two layers protect the same. */
  readonly changes: readonly Change[];
  /** Words of the titles of those named tests that must fail; without it all that the rows name. */
  readonly fail?: readonly string[];
}

/** Named tests that no change of our source can turn red. */
export interface Unplanted {
  readonly rows: readonly string[];
  /** Words of their titles; without it all that the rows name. */
  readonly tests?: readonly string[];
  /** Why, e.g. that Node does it. */
  readonly reason: string;
}
