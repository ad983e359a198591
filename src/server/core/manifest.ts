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
  readonly personal?: Readonly<Record<string, PersonalData>>;
  readonly impersonal?: readonly string[];
}

/** As PostgreSQL's `grant` says it. */
export type Rights = "select" | "select, insert" | "select, insert, update" | "select, insert, delete";

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
  /** What an erasure does to it: its row goes, it is emptied, or it stays. */
  readonly erasure: "deleted" | "emptied" | "kept";
  /** For what stays. */
  readonly because?: string;
}

/** What somebody wrote of itself or its affairs: it is given out to them and goes with them. */
export const given = (of: PersonalData["of"], erasure: "deleted" | "emptied"): PersonalData => ({
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
