// The floors of the features, and whose each table of the database is, as their manifests say. Part of the table of rooms:
// see rooms.ts.

import { type FloorName, floorNames } from "../../src/server/core/manifest.ts";
import { manifests } from "../../src/server/manifests.ts";

/** Features import the doors of their own floor and of lower ones; the first is the lowest. */
export interface Floor {
  readonly name: FloorName;
  readonly why: string;
  /** Each with its tables: a table's name stands in the SQL of its owner alone. */
  readonly features: Readonly<Record<string, readonly string[]>>;
}

const whys: Readonly<Record<FloorName, string>> = {
  record:
    "every feature above writes its audit entry, and what was consented to, in the transaction of what it does; these know none of them",
  identity: "who somebody is, and how they show it",
  "signing in": "what somebody has shown becomes a session",
  market: "what is asked for and what is offered",
  exchange: "what two parties tell each other",
  trust: "who watches over the market, and decides",
  telling: "who is told of what happens on the floors below",
  operation: "what operators ask of the running program",
  demo: "fills a whole marketplace with examples",
};

export const floors: readonly Floor[] = floorNames.map((name) => ({
  name,
  why: whys[name],
  features: Object.fromEntries(
    manifests
      .filter(({ floor }) => floor === name)
      .map(({ feature, tables }) => [feature, Object.keys(tables)]),
  ),
}));

/** Tables that are no feature's. */
export const platformTables: readonly string[] = manifests
  .filter(({ floor }) => floor === null)
  .flatMap(({ tables }) => Object.keys(tables));
