import { sql } from "kysely";
import { type LegalHold, legalHolds, type Manifest, type Period } from "../../../core/manifest.ts";
import type { Connection, Tx } from "../../../platform/database/database.ts";
import { personalRows, type Subject, sourcesOf } from "../personal-rows.ts";
import { personsTables } from "./outcome.ts";

declare module "../../../platform/database/schema.ts" {
  interface Tables {
    legal_holds: {
      user_id: string;
      hold: LegalHold;
      ground: string;
      content: string;
      kept_until: Date;
    };
  }
}

/**
 * Décret n° 2021-1362 of 20 October 2021: who somebody is, five years after the contract ends (article 2); from where
 * something was done, one year (article 5).
 */
export const HOLDS: Readonly<Record<LegalHold, { readonly period: Period; readonly ground: string }>> = {
  identity: { period: "5 years", ground: "décret n° 2021-1362, article 2" },
  connections: { period: "1 years", ground: "décret n° 2021-1362, article 5" },
};

/** When what is put aside of a person goes, by hold: ISO 8601. */
export type HoldEnds = Readonly<Partial<Record<LegalHold, string>>>;

/**
 * Puts aside what the law wants kept of a person whose account is about to be erased. The program can put it there and not
 * look: it is read by the database's owner alone, and goes when its time is over.
 * @param known when it goes of somebody who was erased before; a hold whose time is over by now is not made again
 * @returns when each goes
 */
export async function holdByLaw(
  tx: Tx,
  manifests: readonly Manifest[],
  subject: Subject,
  known: HoldEnds,
): Promise<HoldEnds> {
  await sql`set local time zone 'UTC'`.execute(tx);
  const ends: Partial<Record<LegalHold, string>> = {};
  for (const hold of legalHolds) {
    const content = await gather(tx, manifests, subject, hold);
    const { period, ground } = HOLDS[hold];
    const end = known[hold] ?? (await afterNow(tx, period));
    ends[hold] = end;
    if (Object.keys(content).length === 0) continue;
    await sql`
      insert into legal_holds (user_id, hold, ground, content, kept_until)
      select ${subject.userId}, ${hold}, ${ground}, ${JSON.stringify(content)}::jsonb, ${end}::timestamptz
      where ${end}::timestamptz > clock_timestamp()`.execute(tx);
  }
  return ends;
}

async function afterNow(tx: Tx, period: Period): Promise<string> {
  const { rows } = await sql<{ end: Date }>`select clock_timestamp() + ${period}::interval as end`.execute(
    tx,
  );
  return (rows[0] as { end: Date }).end.toISOString();
}

async function gather(
  tx: Tx,
  manifests: readonly Manifest[],
  subject: Subject,
  hold: LegalHold,
): Promise<Record<string, unknown[]>> {
  const content: Record<string, unknown[]> = {};
  const held = new Map(
    personsTables(manifests).flatMap(({ table, persons }) =>
      persons.held?.as === hold ? [[table, persons.held.columns]] : [],
    ),
  );
  for (const source of sourcesOf(manifests)) {
    const only = held.get(source.table);
    if (only === undefined) continue;
    const rows = { ...source.rows, only };
    for await (const some of personalRows(tx, { ...source, rows }, subject))
      content[source.table] = [...(content[source.table] ?? []), ...some.map((row) => JSON.parse(row))];
  }
  return content;
}

/** Empties what has been kept long enough, with its owner's rights; returns how many. */
export async function endLegalHolds(connection: Connection): Promise<number> {
  const { rows } = await sql<{ ended: number }>`select end_legal_holds() as ended`.execute(connection);
  return rows[0]?.ended ?? 0;
}

/** How many would go; as the database's owner alone. */
export async function countEndedHolds(connection: Connection, hold: LegalHold): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    select count(*)::integer as n from legal_holds
    where hold = ${hold} and kept_until < clock_timestamp()`.execute(connection);
  return rows[0]?.n ?? 0;
}

export interface HeldRow {
  readonly hold: LegalHold;
  readonly ground: string;
  readonly keptUntil: Date;
  readonly content: unknown;
}

/** What is kept of whoever had this address; as the database's owner alone. */
export async function findHeld(
  connection: Connection,
  email: string,
): Promise<{ userId: string; held: HeldRow[] }[]> {
  const { rows } = await sql<HeldRow & { userId: string }>`
    select user_id as "userId", hold, ground, kept_until as "keptUntil", content from legal_holds
    where user_id in (
      select h.user_id from legal_holds h, jsonb_each(h.content) kind, jsonb_array_elements(kind.value) held
      where lower(held ->> 'email') = lower(${email}))
    order by user_id, hold`.execute(connection);
  return [...Map.groupBy(rows, ({ userId }) => userId)].map(([userId, held]) => ({
    userId,
    held: held.map(({ userId: _, ...row }) => row),
  }));
}
