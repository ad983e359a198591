import type { Manifest } from "../../core/manifest.ts";
import type { App } from "../../http/app.ts";
import { defineFeature, type FeatureContext } from "../../http/features/feature.ts";
import type { Reauthenticate } from "../accounts/index.ts";
import { exportJobs } from "./export-jobs.ts";
import { exportRoutes } from "./export-routes.ts";
import { createExportService } from "./export-service.ts";
import { privacyManifest } from "./manifest.ts";
import { registerRoutes } from "./register-routes.ts";

export interface PrivacyNeeds {
  /** Of every feature: what each keeps of people. */
  readonly manifests: readonly Manifest[];
}

interface Needs extends FeatureContext, PrivacyNeeds {
  readonly reauthenticate: Reauthenticate;
}

export const privacyFeature = defineFeature(
  privacyManifest,
  ({ database, jobs, emit, log, publicUrl, manifests, reauthenticate }: Needs) => ({
    registerRoutes(api: App) {
      exportRoutes(api, createExportService({ database, jobs, reauthenticate }), log);
      registerRoutes(api, manifests);
    },
    registerJobs: () => exportJobs({ database, jobs, emit, manifests, publicUrl }),
  }),
);
