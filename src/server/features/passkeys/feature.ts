import type { App } from "../../http/app.ts";
import { defineFeature, type FeatureContext } from "../../http/features/feature.ts";
import type { Reauthenticate, TellOwner } from "../accounts/index.ts";
import { passkeysManifest } from "./manifest.ts";
import { passkeyJobs } from "./passkey-jobs.ts";
import { createPasskeyProof } from "./passkey-proof.ts";
import { passkeyRoutes } from "./passkey-routes.ts";
import { createPasskeyService } from "./passkey-service.ts";

interface PasskeyNeeds extends FeatureContext {
  readonly reauthenticate: Reauthenticate;
  readonly tellOwner: TellOwner;
}

export const passkeysFeature = defineFeature(
  passkeysManifest,
  ({ database, jobs, emit, publicUrl, reauthenticate, tellOwner }: PasskeyNeeds) => ({
    gives: { passkeyProof: createPasskeyProof({ database, publicUrl }) },
    registerRoutes: (api: App) =>
      passkeyRoutes(api, createPasskeyService({ database, emit, reauthenticate, tellOwner, publicUrl })),
    registerJobs: () => passkeyJobs({ database, jobs }),
  }),
);
