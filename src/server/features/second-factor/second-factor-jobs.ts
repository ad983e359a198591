import type { Database } from "../../platform/database/database.ts";
import type { JobQueue, Jobs } from "../../platform/jobs.ts";
import type { Sealing } from "../../platform/sealing.ts";
import { openSecret, sealSecret } from "./sealed-secret.ts";
import { lockSecretsUnderOtherKeys, replaceSealing } from "./second-factor-queries.ts";

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

/** Brings every secret under the first of APP_KEYS, so that an older key can be taken out. */
export async function resealSecrets({
  database,
  sealing,
}: Pick<SecondFactorJobsDependencies, "database" | "sealing">): Promise<void> {
  let resealed = 0;
  do {
    resealed = await database.transaction(async (tx) => {
      const rows = await lockSecretsUnderOtherKeys(tx, sealing.currentKeyId, BATCH);
      for (const { userId, sealed } of rows) {
        await replaceSealing(tx, userId, sealSecret(sealing, userId, openSecret(sealing, userId, sealed)));
      }
      return rows.length;
    });
  } while (resealed === BATCH);
}
