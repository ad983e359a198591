import { systemActor } from "../../core/actor.ts";
import type { Database } from "../../platform/database/database.ts";
import { awardsUnanswered, missionsEndingWithin, type Reminded } from "../missions/index.ts";
import { forgetOldReminders, noteReminder } from "./reminder-queries.ts";
import type { Tell } from "./tell.ts";
import type { Happening } from "./who-is-told.ts";

const BATCH = 200;
/** An award's timer runs for seven days: three and six days after it, so many are left. */
export const REMINDERS = {
  daysLeft: { afterSixDays: 1, afterThreeDays: 4 },
  hoursBeforeDeadline: 24,
} as const;

/**
 * Reminds of what is about to end, each once for each moment at which it ends: a deadline that is moved is another one.
 * By the database's clock, and as often as it is run.
 */
export async function giveReminders(database: Database, tell: Tell): Promise<void> {
  const { writer } = database;
  const give = async (
    name: string,
    happening: Happening,
    find: (after: Reminded | null) => Promise<Reminded[]>,
    alsoNote: readonly string[] = [],
  ) => {
    let last: Reminded | null = null;
    do {
      const found: Reminded[] = await find(last);
      for (const one of found) await giveOne(database, tell, happening, one, name, alsoNote);
      last = found.length === BATCH ? (found.at(-1) as Reminded) : null;
    } while (last !== null);
  };
  await give("deadline_soon", "reminder.deadline_soon", (after) =>
    missionsEndingWithin(writer, REMINDERS.hoursBeforeDeadline, after, BATCH),
  );
  // The later one first: after a pause one reminder is enough.
  await give(
    "award_unanswered_6",
    "reminder.award_unanswered",
    (after) => awardsUnanswered(writer, REMINDERS.daysLeft.afterSixDays, after, BATCH),
    ["award_unanswered_3"],
  );
  await give("award_unanswered_3", "reminder.award_unanswered", (after) =>
    awardsUnanswered(writer, REMINDERS.daysLeft.afterThreeDays, after, BATCH),
  );
  await forgetOldReminders(writer);
}

function giveOne(
  database: Database,
  tell: Tell,
  happening: Happening,
  { id, clientPartyId, about }: Reminded,
  name: string,
  alsoNote: readonly string[],
): Promise<void> {
  return database.transaction(async (tx) => {
    if (!(await noteReminder(tx, id, name, about))) return;
    for (const other of alsoNote) await noteReminder(tx, id, other, about);
    await tell(tx, systemActor("reminders", "reminders"), happening, { missionId: id, clientPartyId });
  });
}
