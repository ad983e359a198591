import { sql } from "kysely";
import type { Connection } from "../../../platform/database/database.ts";
import { ANALYSIS_KEY, ANALYSIS_VERSION, searchKeys } from "./document-keys.ts";

/** Cards that are brought up to date at once: locked for some 50 ms. */
const BATCH = 200;
/** How long one run goes on; the job comes back every few minutes. */
const LONGEST_RUN_MS = 60_000;

interface OldCard {
  readonly publishedAt: Date;
  readonly card: string;
}

/**
 * Brings the cards that another analysis indexed up to this program's, a few at a time in the order of their ids, and
 * goes on where the last run ended. A card that is being written is left for the next walk, and the walks end with one
 * that changes nothing. Meanwhile old cards are found by what both analyses share. Once all are done a run reads one
 * row.
 */
export async function rebuildKeys(
  connection: Connection,
  { longestRunMs = LONGEST_RUN_MS } = {},
): Promise<void> {
  const { rows } = await sql<{ analysis: number }>`select analysis from search_progress`.execute(connection);
  if ((rows[0]?.analysis ?? 0) >= ANALYSIS_VERSION) return;
  const end = Date.now() + longestRunMs;
  while (Date.now() < end) {
    const done = await connection.transaction().execute(rebuildBatch);
    if (done) return;
  }
}

/** Stands for the analysis while a walk has changed cards, so that another follows. */
const WALK_CHANGED_SOME = -1;

/** Whether all is done. */
async function rebuildBatch(tx: Connection): Promise<boolean> {
  // One rebuilder at a time; whoever comes second waits for the row and goes on behind.
  const { rows: progress } = await sql<{ after: string | null; analysis: number }>`
    select analysed_until as after, analysis from search_progress for update`.execute(tx);
  const after = progress[0]?.after ?? "00000000-0000-0000-0000-000000000000";
  const { rows: cards } = await sql<{ missionId: string; old: boolean }>`
    select mission_id as "missionId",
      not search_keys operator(pg_catalog.@>) array[${ANALYSIS_KEY}::integer] as old
    from mission_cards where mission_id > ${after}::uuid
    order by mission_id limit ${sql.lit(BATCH)}`.execute(tx);
  for (const { missionId, old } of cards) if (old) await rebuildCard(tx, missionId);
  const last = cards.at(-1);
  // One that was passed over, being written just then, counts as changed: another walk has to come.
  const touched = cards.some(({ old }) => old) || progress[0]?.analysis === WALK_CHANGED_SOME;
  const analysis = touched
    ? last === undefined
      ? 0
      : WALK_CHANGED_SOME
    : last === undefined
      ? ANALYSIS_VERSION
      : 0;
  await sql`
    update search_progress set analysis = ${analysis}, analysed_until = ${last?.missionId ?? null}::uuid`.execute(
    tx,
  );
  return analysis === ANALYSIS_VERSION;
}

/** Unless it is being written just then. */
async function rebuildCard(tx: Connection, missionId: string): Promise<void> {
  const { rows } = await sql<OldCard>`
    select published_at as "publishedAt", card from mission_cards
    where mission_id = ${missionId} for no key update skip locked`.execute(tx);
  for (const { card, publishedAt } of rows) {
    await sql`
      update mission_cards set search_keys = ${keysOfCard(card, publishedAt)}::integer[]
      where mission_id = ${missionId}`.execute(tx);
  }
}

function keysOfCard(json: string, publishedAt: Date): string {
  const card = JSON.parse(json);
  return searchKeys({
    title: card.title,
    description: card.description ?? "",
    category: card.category,
    remote: card.remote ?? false,
    budgetCents: card.budget?.valueCents ?? null,
    latitude: card.location?.latitude ?? null,
    longitude: card.location?.longitude ?? null,
    placeName: card.location?.name ?? null,
    postalCode: card.location?.postalCode ?? null,
    publishedAt,
  });
}
