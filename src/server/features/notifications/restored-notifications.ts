import { sql } from "kysely";
import type { Listener } from "../../platform/events.ts";
import { awardsUnanswered, missionsEndingWithin, type Reminded } from "../missions/index.ts";
import { noteReminder } from "./reminder-queries.ts";
import { REMINDERS } from "./reminders.ts";

const BATCH = 500;

/**
 * Whatever an older state would still send may have left since: it stays on the page and no mail of it leaves, alone, in a
 * digest or as a reminder.
 */
export const quietRestored: Listener<"installation.restored"> = async (tx) => {
  await sql`
    update notifications set mail_due_at = null, delivery = 'none'
    where mail_due_at is not null or (delivery in ('digest', 'weekly') and mailed_at is null)`.execute(tx);
  const note = async (name: string, find: (after: Reminded | null) => Promise<Reminded[]>) => {
    let last: Reminded | null = null;
    do {
      const found: Reminded[] = await find(last);
      for (const { id, about } of found) await noteReminder(tx, id, name, about);
      last = found.length === BATCH ? (found.at(-1) as Reminded) : null;
    } while (last !== null);
  };
  const { hoursBeforeDeadline, daysLeft } = REMINDERS;
  await note("deadline_soon", (after) => missionsEndingWithin(tx, hoursBeforeDeadline, after, BATCH));
  await note("award_unanswered_6", (after) => awardsUnanswered(tx, daysLeft.afterSixDays, after, BATCH));
  await note("award_unanswered_3", (after) => awardsUnanswered(tx, daysLeft.afterThreeDays, after, BATCH));
};
