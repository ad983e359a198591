import type { App } from "../../http/app.ts";
import { defineFeature, type FeatureContext } from "../../http/features/feature.ts";
import type { JobQueue } from "../../platform/jobs.ts";
import type { AuditKeys } from "../../platform/proof/keys.ts";
import { recordKeysManifest } from "./manifest.ts";
import { keepPublicKeys } from "./public-keys.ts";
import { recordKeyRoute } from "./record-key-routes.ts";
import { createRecordSigner } from "./record-signer.ts";

export interface RecordKeyNeeds {
  readonly auditKeys: AuditKeys;
}

const keep: JobQueue = { name: "record-keys", retries: 3, retryDelaySeconds: 60 };

export const recordKeysFeature = defineFeature(
  recordKeysManifest,
  ({ database, jobs, auditKeys }: FeatureContext & RecordKeyNeeds) => ({
    gives: { recordSigner: createRecordSigner(auditKeys.record) },
    registerMachineRoutes: (machines: App) => recordKeyRoute(machines, { database, auditKeys }),
    registerJobs: () =>
      jobs.schedule(keep, "23 * * * *", () => keepPublicKeys(database.writer, auditKeys), { atStart: true }),
  }),
);
