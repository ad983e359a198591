import { sql } from "kysely";
import type { Connection } from "../../../platform/database/database.ts";

/** Missions that are changed at once. */
const BATCH = 200;

interface Change {
  readonly missionId: string;
  readonly fresh: string[];
  readonly gone: string[];
}

/**
 * Makes these all the suggestions there are, by what is typed the mission that speaks for it. Mission by mission, so
 * that a distributed PostgreSQL finds each in one place, and some at a time in the order of their ids, so that two
 * programs at it do not wait for each other.
 */
export async function keepSuggestions(
  connection: Connection,
  wanted: ReadonlyMap<string, string>,
): Promise<void> {
  const changes = await changesTo(connection, wanted);
  for (let at = 0; at < changes.length; at += BATCH) {
    await connection.transaction().execute(async (tx) => {
      for (const change of changes.slice(at, at + BATCH)) await carryOut(tx, change);
    });
  }
}

async function changesTo(connection: Connection, wanted: ReadonlyMap<string, string>): Promise<Change[]> {
  const { rows } = await sql<{ beginning: string; missionId: string }>`
    select beginning, mission_id as "missionId" from search_suggestions`.execute(connection);
  const changes = new Map<string, Change>();
  const changeOf = (missionId: string) => {
    const change = changes.get(missionId) ?? { missionId, fresh: [], gone: [] };
    changes.set(missionId, change);
    return change;
  };
  const missing = new Map(wanted);
  for (const { beginning, missionId } of rows) {
    if (wanted.get(beginning) === missionId) missing.delete(beginning);
    else changeOf(missionId).gone.push(beginning);
  }
  for (const [beginning, missionId] of missing) changeOf(missionId).fresh.push(beginning);
  return [...changes.values()].sort((one, other) => (one.missionId < other.missionId ? -1 : 1));
}

async function carryOut(tx: Connection, { missionId, fresh, gone }: Change): Promise<void> {
  if (gone.length > 0) {
    await sql`
      delete from search_suggestions
      where mission_id = ${missionId} and beginning = any(${gone}::text[])`.execute(tx);
  }
  if (fresh.length === 0) return;
  // A card that was taken away meanwhile, or is being written, is not there to be locked.
  const { rows } = await sql`
    select from mission_cards where mission_id = ${missionId} for share skip locked`.execute(tx);
  if (rows.length === 0) return;
  await sql`
    insert into search_suggestions (mission_id, beginning)
    select ${missionId}::uuid, unnest(${fresh}::text[])
    on conflict do nothing`.execute(tx);
}
