/**
 * How long the program waits for what it stands on, in milliseconds. An argument, so that what is tried on a slow machine
 * is the matter at hand and not these limits.
 */
export interface Patience {
  /** For a statement; half of it for a lock. 0: an operator's long work, which waits as long as it takes. */
  readonly statement: number;
  /** For a connection to the database, free or new. */
  readonly connection: number;
  /** Without a byte from the database while somebody waits for it: then it is left alone. */
  readonly silence: number;
  /** For an answer of Redis. */
  readonly redis: number;
  /** For an instance that is not heard of: so long after Redis last answered it shows what it keeps. The same in all. */
  readonly lease: number;
  /** Between two looks for work that was enqueued; pg-boss takes half a second at the least. */
  readonly jobs: number;
}

export const PATIENCE: Patience = {
  statement: 10_000,
  connection: 10_000,
  silence: 3_500,
  redis: 500,
  lease: 500,
  jobs: 2_000,
};
