import type { Connection, Database } from "../../platform/database/database.ts";
import { databaseRefusal } from "../../platform/database/database-errors.ts";
import type { Emit } from "../../platform/events.ts";
import { makeDueTransitions } from "./mission-transitions.ts";
import { timersPausedSince } from "./timer-pause.ts";
import {
  type DueMission,
  dueMissions,
  forgetFailures,
  recordFailure,
  takeDue,
  timersBehind,
} from "./timer-queries.ts";
import { type LockedMission, lockMission } from "./transition-queries.ts";

const BATCH = 50;
/** The next run goes on where this one ends: pg-boss gives a job up after a quarter of an hour. */
const LONGEST_RUN_MS = 10 * 60_000;
/** A mission that failed so often, or is late by so many minutes, is worth an operator's look. */
const WORRYING = { failures: 3, lateMinutes: 5 };

export interface TimerFailure {
  readonly missionId: string;
  /** In a row, this one included; null when the database could not say. */
  readonly failures: number | null;
  readonly error: unknown;
}

export interface TimerRun {
  readonly moved: number;
  /** In use just then, or moved by somebody else meanwhile. */
  readonly passedOver: number;
  /** They are tried again later, after a distance that grows. */
  readonly failures: readonly TimerFailure[];
}

/**
 * Moves every mission whose time has come, each in a transaction of its own, so that none waits for another: one that
 * is in use is passed over until the next run, one that fails until its next try. Several instances may run it at
 * once. It may lag: whoever writes to a mission lets its timer act first. Throws when the database is away.
 */
export async function runMissionTimers(database: Database, emit: Emit): Promise<TimerRun> {
  const end = performance.now() + LONGEST_RUN_MS;
  const run = { moved: 0, passedOver: 0, failures: [] as TimerFailure[] };
  await forgetFailures(database.writer);
  let last: DueMission | null = null;
  do {
    const due: DueMission[] = await dueMissions(database.writer, last, BATCH);
    for (const { id } of due) {
      try {
        if (await moveDue(database, id, emit)) run.moved += 1;
        else run.passedOver += 1;
      } catch (error) {
        if (isAway(error)) throw error;
        run.failures.push({ missionId: id, failures: await keepFailure(database, id, error), error });
      }
    }
    last = due.length === BATCH ? (due.at(-1) as DueMission) : null;
  } while (last !== null && performance.now() < end);
  return run;
}

function moveDue(database: Database, id: string, emit: Emit): Promise<boolean> {
  return database.transaction(async (tx) => {
    if (!(await takeDue(tx, id))) return false;
    await makeDueTransitions(tx, (await lockMission(tx, id)) as LockedMission, emit);
    return true;
  });
}

/** Nothing of this mission's: the next run finds everything as it is. */
const isAway = (error: unknown): boolean => databaseRefusal(error)?.code === "unavailable";

/** A failure that cannot be kept stops nobody either: the mission is then tried again at the next run. */
async function keepFailure(database: Database, missionId: string, error: unknown): Promise<number | null> {
  try {
    return await recordFailure(database.writer, missionId, reasonOf(error));
  } catch (failed) {
    if (isAway(failed)) throw failed;
    return null;
  }
}

/** The code of PostgreSQL or the name of the error: its message may hold what people wrote. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return typeof error;
  return "code" in error && typeof error.code === "string" ? error.code : error.name;
}

/** Rejects with the reason when missions stand still, whichever instance should have moved them. */
export async function checkMissionTimers(connection: Connection): Promise<void> {
  const paused = await timersPausedSince(connection);
  if (paused !== null)
    throw new Error(
      `paused: a backup of ${paused.toISOString()} was restored, and no mission moves by itself until swideal backup resume`,
    );
  const { failing, late } = await timersBehind(connection, WORRYING);
  if (failing > 0) throw new Error(`${failing} missions cannot be moved by their timers`);
  if (late > 0) throw new Error(`${late} missions are due for more than ${WORRYING.lateMinutes} minutes`);
}
