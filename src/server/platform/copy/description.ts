/** One table's rows as PostgreSQL's COPY writes them: format text, UTF-8, times in UTC. */
export interface CopiedTable {
  readonly name: string;
  /** In the order of the text; generated columns are none of them. */
  readonly columns: readonly string[];
  readonly rows: number;
  /** Hexadecimal, of the text. */
  readonly sha256: string;
  /** Of the text. */
  readonly bytes: number;
}

export interface Partition {
  readonly name: string;
  readonly parent: string;
  /** As `pg_get_expr(relpartbound)` says it, times in UTC. */
  readonly bound: string;
}

export interface Sequence {
  readonly name: string;
  readonly last: string;
  readonly called: boolean;
}

/** What a copy holds of a database's schema `public`: enough to make the same one again from the program's migrations. */
export interface CopyDescription {
  /** The server's version, such as `15.18`. */
  readonly postgres: string;
  /** The moment of the copy by the database's clock: ISO 8601 with microseconds, `Z`. */
  readonly at: string;
  /** Names, in the order in which they ran. */
  readonly migrations: readonly string[];
  /** Partitions by their own names; in no order that means anything. */
  readonly tables: readonly CopiedTable[];
  readonly partitions: readonly Partition[];
  /** Read after the last table: none is behind a row. */
  readonly sequences: readonly Sequence[];
  /** Definitions of all, for not every one comes from a migration. */
  readonly indexes: readonly string[];
}

/** The copy is not whole, or does not fit the database; the database is as it was. */
export class CopyError extends Error {
  override readonly name = "CopyError";
  /** The table at which it was seen. */
  readonly table: string | null;
  constructor(table: string | null, message: string, options?: ErrorOptions) {
    super(message, options);
    this.table = table;
  }
}

/** The error as one of `table`, whatever said it first. */
export function ofTable(table: string, error: unknown): CopyError {
  if (error instanceof CopyError) return error;
  const reason = error instanceof Error ? error.message : String(error);
  return new CopyError(table, `${table}: ${reason}`, { cause: error });
}
