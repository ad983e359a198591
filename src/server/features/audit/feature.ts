import type { App } from "../../http/app.ts";
import { defineFeature, type FeatureContext } from "../../http/features/feature.ts";
import type { HeadsPlace } from "../../platform/audit-heads.ts";
import type { Witness } from "../../platform/audit-witnesses.ts";
import type { AuditKeys } from "../../platform/proof/keys.ts";
import type { VerifierKey } from "../../platform/proof/verifier-key.ts";
import { auditJobs } from "./audit-jobs.ts";
import { journalRoutes } from "./journal-routes.ts";
import { createJournalService } from "./journal-service.ts";
import { logRoutes } from "./log-routes.ts";
import { auditManifest } from "./manifest.ts";
import { openPlaces } from "./open-places.ts";
import { createSealer } from "./sealer.ts";
import { createWitness } from "./witness.ts";
import { checkWitnesses } from "./witness-health.ts";
import { witnessRoutes } from "./witness-routes.ts";

export interface AuditNeeds {
  readonly auditKeys: AuditKeys;
  /** Where heads go beside the database. */
  readonly auditHeads: readonly HeadsPlace[];
  /** Who cosigns this installation's heads. */
  readonly auditWitnesses: readonly Witness[];
  /** The logs whose heads this installation cosigns. */
  readonly auditWitnessFor: readonly VerifierKey[];
}

export const auditFeature = defineFeature(auditManifest, (needs: FeatureContext & AuditNeeds) => {
  const { cursors, database, jobs, log, publicUrl } = needs;
  const { auditKeys, auditHeads, auditWitnesses, auditWitnessFor } = needs;
  const host = () => new URL(publicUrl()).host;
  const publishing = { noteKeys: auditKeys.note, ...openPlaces(auditHeads) };
  const sealer = createSealer({
    ...{ database, host, ...publishing },
    macKeys: auditKeys.mac,
    onBadMac: (entryId) => log.error({ entryId }, "an entry of the audit log was not written by the program"),
  });
  const witness = createWitness({
    ...{ database, host, log },
    keys: auditKeys.witness,
    logs: auditWitnessFor,
  });
  const witnesses = {
    name: "witnesses",
    vital: false,
    check: () => checkWitnesses(database.writer, auditWitnesses),
  };
  return {
    registerRoutes: (api: App) =>
      journalRoutes(api, { journal: createJournalService({ database }), cursors }),
    registerMachineRoutes: (machines: App) => {
      logRoutes(machines, database);
      witnessRoutes(machines, witness);
    },
    registerJobs: () => auditJobs({ database, jobs, sealer, host, witnesses: auditWitnesses, ...publishing }),
    health: auditWitnesses.length === 0 ? [] : [witnesses],
  };
});
