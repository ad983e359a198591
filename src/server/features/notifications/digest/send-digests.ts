import type { Database, Tx } from "../../../platform/database/database.ts";
import type { JobQueue, Jobs } from "../../../platform/jobs.ts";
import type { Log } from "../../../platform/log.ts";
import { isMailServerAway, isRefusedForGood, type Mailer, type MailFailure } from "../../../platform/mail.ts";
import { noteRefusal } from "../delivery-queries.ts";
import type { PrepareDependencies } from "../prepare-mail.ts";
import {
  type DigestDay,
  digestOfToday,
  forgetOldRuns,
  gatheredFor,
  giveBackDigest,
  noteGathered,
  peopleWithDigest,
  takeDigest,
} from "./digest-queries.ts";
import { prepareDigest } from "./prepare-digest.ts";

/** People whose digests are sent beside each other, and how many are looked up at once. */
const SIDE_BY_SIDE = 4;
const AT_ONCE = 500;
const NOBODY = "00000000-0000-0000-0000-000000000000";

export interface DigestDependencies extends PrepareDependencies {
  readonly database: Database;
  readonly mailer: Mailer;
  readonly log: Log;
}

/**
 * Sends today's digests to all who have not had theirs. Each leaves in a transaction that ends with the note that it did:
 * who runs it twice, on several instances, or after it was killed, sends each once a day, but for the one that a mail
 * server has taken in the instant before the end; that one has the same Message-ID again. What a server does not take now
 * is left for the next run, and so is everything once none answers.
 * @returns how many were sent
 */
export async function sendDigests(deps: DigestDependencies, digest: DigestDay): Promise<number> {
  let sent = 0;
  let away = false;
  let after = NOBODY;
  for (;;) {
    const people = await peopleWithDigest(deps.database.writer, digest, after, AT_ONCE);
    const waiting = [...people];
    const work = async () => {
      for (let userId = waiting.shift(); userId !== undefined && !away; userId = waiting.shift()) {
        const outcome = await sendOne(deps, userId, digest);
        if (outcome === "sent") sent += 1;
        if (outcome === "away") away = true;
      }
    };
    await Promise.all(Array.from({ length: SIDE_BY_SIDE }, work));
    if (away || people.length < AT_ONCE) return sent;
    after = people.at(-1) as string;
  }
}

type Outcome = "sent" | "nothing" | "failed" | "away";

async function sendOne(deps: DigestDependencies, userId: string, digest: DigestDay): Promise<Outcome> {
  try {
    const sent = await deps.database.transaction((tx) => sendIn(deps, tx, userId, digest));
    return sent ? "sent" : "nothing";
  } catch (error) {
    deps.log.warn({ err: error }, "a digest was not sent and is tried again");
    if (isRefusedForGood(error as MailFailure))
      await deps.database.transaction((tx) => noteRefusal(tx, userId));
    return isMailServerAway(error as MailFailure) ? "away" : "failed";
  }
}

async function sendIn(deps: DigestDependencies, tx: Tx, userId: string, digest: DigestDay): Promise<boolean> {
  if (!(await takeDigest(tx, userId, digest))) return false;
  const rows = await gatheredFor(tx, userId, digest);
  const { mail, included } = await prepareDigest(tx, userId, rows, digest, deps);
  const known = new Set(included);
  const dropped = rows.flatMap(({ id }) => (known.has(id) ? [] : [id]));
  await noteGathered(tx, included, dropped);
  if (mail === null) {
    await giveBackDigest(tx, userId, digest);
    return false;
  }
  await deps.mailer.send(mail);
  return true;
}

const digests: JobQueue = { name: "notifications.digests", retries: 3, retryDelaySeconds: 60 };
const forgetting: JobQueue = { name: "notifications.forget-runs", retries: 3, retryDelaySeconds: 60 };

/** Looks every half hour whether the day's digests are to leave: also where nobody ran at their time. */
export function digestJobs(jobs: Jobs, deps: DigestDependencies): void {
  jobs.schedule(digests, "0,30 * * * *", async () => {
    const digest = await digestOfToday(deps.database.writer, deps.timeZone);
    if (digest !== null) await sendDigests(deps, digest);
  });
  jobs.schedule(forgetting, "37 3 * * *", async () => {
    await deps.database.transaction((tx) => forgetOldRuns(tx, 100_000));
  });
}
