import { setTimeout as wait } from "node:timers/promises";
import type { Database, Tx } from "../../platform/database/database.ts";
import type { Log } from "../../platform/log.ts";
import {
  isMailServerAway,
  isRefusedForGood,
  type Mail,
  type Mailer,
  type MailFailure,
} from "../../platform/mail.ts";
import {
  type DueMail,
  forgetRefusals,
  markTurn,
  nextMail,
  noteFailure,
  noteMailed,
  noteNotMailed,
  noteRefusal,
  peopleWithMails,
  REFUSALS_THAT_STOP,
  takeTurn,
  undoSinceMark,
} from "./delivery-queries.ts";

export interface DeliveryDependencies {
  readonly database: Database;
  readonly mailer: Mailer;
  readonly log: Log;
  /** The mail of a row as it is to be sent now, or why it is not sent by itself. */
  readonly prepare: (tx: Tx, due: DueMail) => Promise<Mail | "digest" | "none">;
}

type Sent = "sent" | "nothing" | "later" | "busy" | "away";

const AT_ONCE = 100;
const LONGEST_RUN_MS = 10 * 60_000;
/** Somebody else sends to this person just now, and may have looked before the last row was there. */
const BUSY_ROUNDS = 20;
const BUSY_WAIT_MS = 250;

/**
 * Sends every mail that is due, service mails or the others, each in a transaction of its own that notes that it was sent:
 * whoever dies before it commits lets the next one send it again, under the same Message-ID. The note is written before the
 * mail leaves, for where it cannot be written (a full disk) everybody would have the mail again each minute. Several
 * instances may run it at once. Ends when no server takes mails; what is due then stays so.
 * @throws when mails could not be made, or not noted; those of other people have left all the same
 */
export async function sendDueMails(deps: DeliveryDependencies, service: boolean): Promise<void> {
  const { database } = deps;
  const end = performance.now() + LONGEST_RUN_MS;
  let busyRounds = 0;
  const failures = new Map<string, unknown>();
  while (performance.now() < end) {
    const people = await peopleWithMails(database.writer, service, AT_ONCE, [...failures.keys()]);
    let moved = false;
    for (const userId of people) {
      // One whose mail cannot be noted holds nobody else up, and is left to a later run: it may have been sent.
      const last = await sendMailsOf(deps, userId, service).catch((error: unknown): Sent => {
        failures.set(userId, error);
        return "busy";
      });
      if (last === "away") return tellOf(failures);
      if (last !== "busy") moved = true;
    }
    if (people.length === 0) break;
    if (moved) continue;
    busyRounds += 1;
    if (busyRounds > BUSY_ROUNDS) break;
    await wait(BUSY_WAIT_MS);
  }
  tellOf(failures);
}

function tellOf(failures: ReadonlyMap<string, unknown>): void {
  if (failures.size > 0)
    throw new AggregateError(failures.values(), "some mails could not be noted as sent, or as not sent");
}

async function sendMailsOf(deps: DeliveryDependencies, userId: string, service: boolean): Promise<Sent> {
  for (;;) {
    const sent = await deps.database.transaction((tx) => sendNext(deps, tx, userId, service));
    if (sent !== "sent" && sent !== "later") return sent;
  }
}

async function sendNext(deps: DeliveryDependencies, tx: Tx, userId: string, service: boolean): Promise<Sent> {
  if (!(await takeTurn(tx, userId, service))) return "busy";
  const due = await nextMail(tx, userId, service);
  if (due === null) return "nothing";
  await markTurn(tx);
  try {
    const mail = await deps.prepare(tx, due);
    if (typeof mail === "string") await noteNotMailed(tx, due.id, mail);
    else {
      await noteMailed(tx, due.id);
      await forgetRefusals(tx, userId);
      await deps.mailer.send(mail);
    }
    return "sent";
  } catch (error) {
    await undoSinceMark(tx);
    return failed(deps, tx, due, error as MailFailure);
  }
}

async function failed(
  { log }: DeliveryDependencies,
  tx: Tx,
  due: DueMail,
  error: MailFailure,
): Promise<Sent> {
  const gone = isRefusedForGood(error);
  if (gone) await noteRefusal(tx, due.userId);
  if (gone && due.tries + 1 >= REFUSALS_THAT_STOP) {
    log.warn({ err: error, notification: due.id }, "a mail was refused for good and is given up");
    await noteNotMailed(tx, due.id, "none");
    return "later";
  }
  log.warn({ err: error, notification: due.id, tries: due.tries }, "a mail was not taken and is tried again");
  await noteFailure(tx, due);
  return isMailServerAway(error) ? "away" : "later";
}
