import type pg from "pg";
import { type MissionColumns, understand } from "./carried.ts";

/**
 * What a distributed PostgreSQL would refuse, or ask every node for, in a statement about missions: one line each.
 *
 * - a table that is read without its mission;
 * - a change that calls a function whose value is another each time (`clock_timestamp()`), or, in `do update`, one that
 *   knows the time at all: each copy would have its own;
 * - rows that are locked without one mission's being given (`for update skip locked` over all).
 */
export async function refusals(client: pg.Client, text: string, columns: MissionColumns): Promise<string[]> {
  const { reads, changes } = await understand(client, text, columns);
  const everywhere = reads.filter(
    ({ carried }) => carried === "all missions" || carried === "a mission of another table",
  );
  return [
    ...everywhere.map(({ table, carried }) => `reads ${table} of ${carried}`),
    ...(changes.length > 0 ? await unsteady(client, text) : []),
    ...lockedWithout(text, reads),
  ];
}

async function unsteady(client: pg.Client, text: string): Promise<string[]> {
  const [, onConflict = ""] = text.split(/\bdo\s+update\b/i);
  const { rows } = await client.query<{ name: string }>(
    `select distinct proname as name from pg_proc
     where provolatile = 'v' and proname = any($1) or provolatile <> 'i' and proname = any($2)`,
    [called(text), called(onConflict)],
  );
  return rows.map(({ name }) => `changes rows with ${name}()`);
}

const called = (text: string) =>
  Array.from(text.matchAll(/\b([a-z_]\w*)\s*\(/gi), ([, name]) => name?.toLowerCase());

const LOCKS = /\bfor\s+(no\s+key\s+update|update|key\s+share|share)\b(?:\s+of\s+(\w+))?/gi;

function lockedWithout(text: string, reads: Awaited<ReturnType<typeof understand>>["reads"]): string[] {
  return Array.from(text.matchAll(LOCKS)).flatMap(([, , alias]) =>
    reads.flatMap((read) =>
      (alias === undefined || read.alias === alias) && read.carried !== "one mission"
        ? [`locks ${read.table} of ${read.carried}`]
        : [],
    ),
  );
}
