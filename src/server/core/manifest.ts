/**
 * What the whole must know of a feature. `server/manifests.ts` lists them; tests hold them against the database: a table
 * or a column that nobody claims fails.
 */
export interface Manifest {
  readonly feature: string;
  /** It may know the doors of the features on its own floor and on lower ones. null: below them all. */
  readonly floor: FloorName | null;
  /** Those whose names stand in this feature's SQL alone. */
  readonly tables: Readonly<Record<string, TableClaim>>;
}

/** The floors of the house, the lowest first; tests/house/floors.ts says why. */
export const floorNames = [
  "record",
  "identity",
  "signing in",
  "market",
  "exchange",
  "trust",
  "telling",
  "operation",
  "demo",
] as const;
export type FloorName = (typeof floorNames)[number];

/** Every column of a type that could hold what a person wrote, or by what a person is found, is in one of both. */
export interface TableClaim {
  /** What the program's role may do with its rows; absent: everything. What only grows cannot be changed by a fault either. */
  readonly rights?: Rights;
  readonly distributed: Distribution;
  /** In which of its rows a person stands, or why in none: the export reads these, and the erasure follows them. */
  readonly persons: Persons | Nobodys;
  readonly personal?: Readonly<Record<string, PersonalData>>;
  readonly impersonal?: readonly string[];
}

/**
 * As PostgreSQL's `grant` says it. A column in brackets is one that an erasure takes the words from, in rows that otherwise
 * only grow.
 */
export type Rights =
  | "insert"
  | "select"
  | "select, insert"
  | "select, insert, update"
  | "select, insert, delete"
  | `select, insert, update (${string})`;

/** Where the rows of a table would stand in a distributed PostgreSQL: see docs/distributed.md. */
export type Distribution =
  /** Spread by this column: what has one value of it stands together. Each key and each reference carries it. */
  | { readonly by: "mission" | "entry"; readonly column: string }
  /** A copy on each node: small, and joined with everything. */
  | "reference"
  /** Whole, on one node. */
  | "local";

export const byMission: Distribution = { by: "mission", column: "mission_id" };

/** What is to become of a column: the export and the erasure that come with privacy follow it. */
export interface PersonalData {
  /** Whose it is, by the row. */
  readonly of: "account" | "party" | "reporter" | "both sides";
  /** `secret`: what opens an account, or is of use to nobody but the program. */
  readonly export: "given" | "secret" | "derived";
  /** What an erasure does to it: its row goes, it is emptied, words stand in its place that say so, or it stays. */
  readonly erasure: "deleted" | "emptied" | "replaced" | "kept";
  /** For what stays. */
  readonly because?: string;
}

/** What somebody wrote of itself or its affairs: it is given out to them and goes with them. */
export const given = (
  of: PersonalData["of"],
  erasure: Exclude<PersonalData["erasure"], "kept">,
): PersonalData => ({
  of,
  export: "given",
  erasure,
});

/** What opens an account, or proves something to the program alone. */
export const secret: PersonalData = { of: "account", export: "secret", erasure: "deleted" };

/** Made of something else that is given out. */
export const derived = (of: PersonalData["of"], erasure: "deleted" | "emptied"): PersonalData => ({
  of,
  export: "derived",
  erasure,
});

/** For what people's data is processed; features/privacy says it in words, with the ground in law. */
export const processings = [
  "account",
  "organisations",
  "market",
  "exchange",
  "search",
  "notifications",
  "moderation",
  "audit",
  "operation",
] as const;
export type Processing = (typeof processings)[number];

/** As PostgreSQL reads an interval. */
export type Period = `${number} ${"hours" | "days" | "months" | "years"}`;

/** How long a row is kept: as long as what it belongs to, or so long after something, when a job deletes it. */
export type Kept =
  | { readonly with: "account" | "organisation" | "mission" | "log" }
  | { readonly for: Period; readonly after: "made" | "ended" };

/** The rows in which a person stands. */
export interface Persons {
  readonly processing: Processing;
  readonly kept: Kept;
  readonly rows: readonly PersonsRows[];
  /** Its owner listens to `account.erased` and sees to it: a statement over all its rows would not do. */
  readonly erasedByOwner?: true;
  /** These columns the law wants kept beyond the account. */
  readonly held?: { readonly as: LegalHold; readonly columns: readonly string[] };
}

/** What the law wants kept of an account that was erased; features/privacy says how long, and which text. */
export const legalHolds = ["identity", "connections"] as const;
export type LegalHold = (typeof legalHolds)[number];

/** Rows that are about a person, found by a column: the id of the user, of its own party, or the key of its proved address. */
export interface PersonsRows {
  /** What the person is in them, where one table knows several. */
  readonly as?: string;
  readonly by: "user" | "party" | "address";
  readonly column: string;
  /** They hang on rows of another table, in which `column` stands: these columns here are equal to those there. */
  readonly through?: { readonly table: string; readonly equal: Readonly<Record<string, string>> };
  /** What of them is the person's to have; absent: everything but secrets and what is derived. */
  readonly only?: readonly string[];
  /** What is somebody else's, or says who. */
  readonly without?: readonly string[];
}

/** A table in which no person stands, or nothing that does not stand elsewhere, and why. */
export interface Nobodys {
  readonly none: string;
}

export const nobodys = (none: string): Nobodys => ({ none });

export const persons = (processing: Processing, kept: Kept, ...rows: readonly PersonsRows[]): Persons => ({
  processing,
  kept,
  rows,
});

export const erasedByOwner = (claim: Persons): Persons => ({ ...claim, erasedByOwner: true });
export const heldAs = (as: LegalHold, columns: readonly string[], claim: Persons): Persons => ({
  ...claim,
  held: { as, columns },
});

type More = Omit<PersonsRows, "by" | "column">;
export const byUser = (column = "user_id", more: More = {}): PersonsRows => ({ by: "user", column, ...more });
export const byParty = (column = "party_id", more: More = {}): PersonsRows => ({
  by: "party",
  column,
  ...more,
});

export const withAccount: Kept = { with: "account" };
export const withOrganisation: Kept = { with: "organisation" };
export const withMission: Kept = { with: "mission" };
export const withLog: Kept = { with: "log" };
/** Once it is so old a job deletes it. */
export const madeAgo = (period: Period): Kept => ({ for: period, after: "made" });
/** So long after it has ended, was used or ran out a job deletes it. */
export const endedAgo = (period: Period): Kept => ({ for: period, after: "ended" });
