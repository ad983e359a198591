import type { App } from "../../http/app.ts";
import { defineFeature, type FeatureContext } from "../../http/features/feature.ts";
import type { Reauthenticate, TellOwner } from "../accounts/index.ts";
import { secondFactorManifest } from "./manifest.ts";
import { secondFactorJobs } from "./second-factor-jobs.ts";
import { secondFactorRoutes } from "./second-factor-routes.ts";
import { createSecondFactorService } from "./second-factor-service.ts";

interface SecondFactorNeeds extends FeatureContext {
  readonly reauthenticate: Reauthenticate;
  readonly tellOwner: TellOwner;
}

export const secondFactorFeature = defineFeature(
  secondFactorManifest,
  ({ database, jobs, emit, sealing, publicUrl, reauthenticate, tellOwner }: SecondFactorNeeds) => ({
    registerRoutes: (api: App) =>
      secondFactorRoutes(
        api,
        createSecondFactorService({ database, emit, sealing, reauthenticate, tellOwner, publicUrl }),
      ),
    registerJobs: () => secondFactorJobs({ database, jobs, sealing }),
  }),
);
