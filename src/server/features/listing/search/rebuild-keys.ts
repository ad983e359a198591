import { sql } from "kysely";
import type { Connection } from "../../../platform/database/database.ts";
import { ANALYSIS_KEY, ANALYSIS_VERSION, searchKeys } from "./document-keys.ts";

/** Cards that are brought up to date at once: locked for some 50 ms. */
const BATCH = 200;
/** How long one run goes on; the job comes back every few minutes. */
const LONGEST_RUN_MS = 60_000;

interface OldCard {
  readonly missionId: string;
  readonly publishedAt: Date;
  readonly card: string | null;
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
  const { rows: old } = await sql<OldCard>`
    select mission_id as "missionId", published_at as "publishedAt",
      case when search_keys operator(pg_catalog.@>) array[${ANALYSIS_KEY}::integer] then null else card end as card
    from mission_cards where mission_id > ${after}::uuid
    order by mission_id limit ${sql.lit(BATCH)} for no key update skip locked`.execute(tx);
  const changed = old.flatMap(({ missionId, publishedAt, card }) =>
    card === null ? [] : [{ missionId, keys: keysOfCard(card, publishedAt) }],
  );
  if (changed.length > 0) {
    await sql`
      update mission_cards c set search_keys = f.keys::integer[]
      from unnest(${changed.map(({ missionId }) => missionId)}::uuid[], ${changed.map(({ keys }) => keys)}::text[])
        as f (id, keys)
      where c.mission_id = f.id`.execute(tx);
  }
  const last = old.at(-1);
  const touched =
    changed.length > 0 ||
    progress[0]?.analysis === WALK_CHANGED_SOME ||
    (await anyPassedOver(tx, after, old));
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

/** Whether a card of an older analysis was being written while the walk passed: then another walk has to come. */
async function anyPassedOver(tx: Connection, after: string, seen: readonly OldCard[]): Promise<boolean> {
  const last = seen.at(-1)?.missionId ?? "ffffffff-ffff-ffff-ffff-ffffffffffff";
  const { rows } = await sql<{ passedOver: boolean }>`
    select exists (
      select from mission_cards
      where mission_id > ${after}::uuid and mission_id <= ${last}::uuid
        and mission_id <> all(${seen.map(({ missionId }) => missionId)}::uuid[])
        and not search_keys operator(pg_catalog.@>) array[${ANALYSIS_KEY}::integer]
    ) as "passedOver"`.execute(tx);
  return rows[0]?.passedOver ?? false;
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
