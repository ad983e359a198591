import { sql } from "kysely";
import type { Connection } from "../../platform/database/database.ts";
import { findMission } from "../missions/index.ts";
import { cardOf } from "./card.ts";
import { replaceCard } from "./card-queries.ts";
import { CARD_KEY, CARD_VERSION } from "./search/document-keys.ts";

/** Cards that are made again at once: locked for some 50 ms. */
const BATCH = 50;
/** How long one run goes on; the job comes back every few minutes. */
const LONGEST_RUN_MS = 60_000;

export interface RebuildOptions {
  /** ISO 4217: of every price on this installation. */
  readonly currency: string;
  readonly longestRunMs?: number;
  readonly batch?: number;
}

/**
 * Makes the cards of another form again from the record, a few at a time in the order of their ids, and goes on where the
 * last run ended. A card that is being written is left for the next walk, and the walks end with one that changes
 * nothing. Meanwhile old cards are shown as they are, and found by what both forms share. Once all are done a run reads
 * one row.
 */
export async function rebuildCards(
  connection: Connection,
  { currency, longestRunMs = LONGEST_RUN_MS, batch = BATCH }: RebuildOptions,
): Promise<void> {
  const { rows } = await sql<{ analysis: number }>`select analysis from search_progress`.execute(connection);
  if ((rows[0]?.analysis ?? 0) >= CARD_VERSION) return;
  const end = performance.now() + longestRunMs;
  while (performance.now() < end) {
    const done = await connection.transaction().execute((tx) => rebuildBatch(tx, currency, batch));
    if (done) return;
  }
}

/** Stands for the version while a walk has changed cards, so that another follows. */
const WALK_CHANGED_SOME = -1;

/** Whether all is done. */
async function rebuildBatch(tx: Connection, currency: string, batch: number): Promise<boolean> {
  // One rebuilder at a time; whoever comes second waits for the row and goes on behind.
  const { rows: progress } = await sql<{ after: string | null; analysis: number }>`
    select analysed_until as after, analysis from search_progress for update`.execute(tx);
  const after = progress[0]?.after ?? "00000000-0000-0000-0000-000000000000";
  const { rows: cards } = await sql<{ missionId: string; old: boolean }>`
    select mission_id as "missionId", not search_keys operator(pg_catalog.@>) array[${CARD_KEY}::integer] as old
    from mission_cards where mission_id > ${after}::uuid
    order by mission_id limit ${batch}`.execute(tx);
  let touched = progress[0]?.analysis === WALK_CHANGED_SOME;
  for (const { missionId, old } of cards) {
    if (old && (await rebuildCard(tx, missionId, currency))) touched = true;
  }
  const last = cards.at(-1);
  const analysis = touched
    ? last === undefined
      ? 0
      : WALK_CHANGED_SOME
    : last === undefined
      ? CARD_VERSION
      : 0;
  await sql`
    update search_progress set analysis = ${analysis}, analysed_until = ${last?.missionId ?? null}::uuid`.execute(
    tx,
  );
  return analysis === CARD_VERSION;
}

/** Whether another walk has to come: it was made again, or passed over because it is being written just then. */
async function rebuildCard(tx: Connection, missionId: string, currency: string): Promise<boolean> {
  // Before the record is read: who changes the record writes the card after us, and what it writes stays.
  const { rows } = await sql`
    select from mission_cards where mission_id = ${missionId} for no key update skip locked`.execute(tx);
  if (rows.length === 0) return true;
  const row = await findMission(tx, missionId);
  if (row?.status !== "published") return false;
  await replaceCard(tx, cardOf(row, currency));
  return true;
}
