import { systemActor } from "../../core/actor.ts";
import type { Connection, Database } from "../../platform/database/database.ts";
import type { Emit } from "../../platform/events.ts";
import { phraseJudge, type QueryReader } from "../listing/index.ts";
import {
  insertMatches,
  lockMatching,
  passingHashes,
  passingWithPhrases,
  takeDueAlerts,
} from "./alert-queries.ts";

/** So many people are told in one transaction. */
const AT_ONCE = 1_000;
const NOBODY = "00000000-0000-0000-0000-000000000000";

export interface MatchDependencies {
  readonly database: Database;
  readonly emit: Emit;
  readonly reader: QueryReader;
}

/**
 * Holds a published mission against all saved searches, and alerts each person whom it concerns once. What is repeated,
 * after a fault or because it was published again, finds what is already there. A mission that is no longer published by
 * now concerns nobody.
 */
export async function matchMission(
  { database, emit, reader }: MatchDependencies,
  missionId: string,
): Promise<void> {
  const refused = await refusedByPhrases(database.writer, reader, missionId);
  await database.transaction(async (tx) => {
    await lockMatching(tx, missionId);
    await insertMatches(tx, missionId, refused);
  });
  const actor = systemActor("alerts", "alerts");
  for (let after: string | null = NOBODY; after !== null; ) {
    const behind: string = after;
    after = await database.transaction(async (tx) => {
      const { alerts, next } = await takeDueAlerts(tx, missionId, behind, AT_ONCE);
      if (alerts.length > 0) await emit(tx, actor, "alerts.matched", { missionId, alerts });
      return next;
    });
  }
}

/** The hashes of the queries that a mission matches: which saved searches find it. */
export async function matchingQueries(
  connection: Connection,
  reader: QueryReader,
  missionId: string,
): Promise<string[]> {
  return passingHashes(connection, missionId, await refusedByPhrases(connection, reader, missionId));
}

async function refusedByPhrases(
  connection: Connection,
  reader: QueryReader,
  missionId: string,
): Promise<string[]> {
  const asked = await passingWithPhrases(connection, missionId);
  if (asked.length === 0) return [];
  const holds = await phraseJudge(connection, missionId);
  return asked.flatMap(({ hash, query, language }) => (holds(reader.phrases(query, language)) ? [] : [hash]));
}
