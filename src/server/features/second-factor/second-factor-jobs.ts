import type { Database } from "../../platform/database/database.ts";
import type { JobQueue, Jobs } from "../../platform/jobs.ts";
import type { Sealing } from "../../platform/sealing.ts";
import { openSecret, sealSecret } from "./sealed-secret.ts";
import { lockSealing, replaceSealing, usersUnderOtherKeys } from "./second-factor-queries.ts";

const reseal: JobQueue = { name: "second-factor.reseal", retries: 3, retryDelaySeconds: 60 };
const BATCH = 500;

export interface SecondFactorJobsDependencies {
  readonly database: Database;
  readonly jobs: Jobs;
  readonly sealing: Sealing;
}

export function secondFactorJobs({ jobs, ...deps }: SecondFactorJobsDependencies): void {
  jobs.schedule(reseal, "37 3 * * *", () => resealSecrets(deps));
}

/**
 * Brings every secret under the first of APP_KEYS, so that an older key can be taken out; each by itself. One that is
 * in use is left for the next night. Throws at the end when some could not be opened, e.g. because their key is gone.
 */
export async function resealSecrets({
  database,
  sealing,
}: Pick<SecondFactorJobsDependencies, "database" | "sealing">): Promise<void> {
  const failures: unknown[] = [];
  let last: string | null = null;
  do {
    const users: string[] = await usersUnderOtherKeys(database.writer, sealing.currentKeyId, last, BATCH);
    for (const userId of users) {
      await resealOne(database, sealing, userId).catch((error: unknown) => failures.push(error));
    }
    last = users.length === BATCH ? (users.at(-1) as string) : null;
  } while (last !== null);
  if (failures.length > 0) {
    throw new AggregateError(
      failures,
      `${failures.length} secrets of second factors could not be sealed anew`,
    );
  }
}

function resealOne(database: Database, sealing: Sealing, userId: string): Promise<void> {
  return database.transaction(async (tx) => {
    const sealed = await lockSealing(tx, userId);
    if (sealed === null) return;
    await replaceSealing(tx, userId, sealSecret(sealing, userId, openSecret(sealing, userId, sealed)));
  });
}
