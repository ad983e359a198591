// The floors of the features, and whose each table of the database is. Part of the table of rooms: see rooms.ts.

import { manifests } from "../../src/server/manifests.ts";

/** Features import the doors of their own floor and of lower ones; the first is the lowest. */
export interface Floor {
  readonly name: string;
  readonly why: string;
  /** Each with its tables: a table's name stands in the SQL of its owner alone. */
  readonly features: Readonly<Record<string, readonly string[]>>;
}

/** As each feature's manifest claims them. */
const tablesOf = (feature: string): readonly string[] =>
  Object.keys(manifests.find((manifest) => manifest.feature === feature)?.tables ?? {});

const withTables = (...features: string[]): Floor["features"] =>
  Object.fromEntries(features.map((feature) => [feature, tablesOf(feature)]));

export const floors: readonly Floor[] = [
  {
    name: "record",
    why: "every feature above writes its audit entry in the transaction of what it does; audit knows none of them",
    features: withTables("audit"),
  },
  {
    name: "identity",
    why: "who somebody is, and how they show it",
    features: withTables("accounts", "organisations", "sessions", "second-factor", "passkeys"),
  },
  {
    name: "signing in",
    why: "what somebody has shown becomes a session",
    features: withTables("signing-in"),
  },
  {
    name: "market",
    why: "what is asked for and what is offered",
    features: withTables("places", "categories", "missions", "offers", "listing"),
  },
  { name: "exchange", why: "what two parties tell each other", features: withTables("contact") },
  {
    name: "trust",
    why: "who watches over the market, and decides",
    features: withTables("moderation", "administration"),
  },
  { name: "operation", why: "what operators ask of the running program", features: withTables("operations") },
  { name: "demo", why: "fills a whole marketplace with examples", features: withTables("demo") },
];

/** Tables that are no feature's. */
export const platformTables: readonly string[] = tablesOf("platform");
