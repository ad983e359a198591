import type { App } from "../../http/app.ts";
import { defineFeature, type FeatureContext } from "../../http/features/feature.ts";
import type { Restrict } from "../moderation/index.ts";
import { administrationRoutes } from "./administration-routes.ts";
import { createAdministrationService } from "./administration-service.ts";
import { administrationManifest } from "./manifest.ts";

export const administrationFeature = defineFeature(
  administrationManifest,
  ({ database, emit, cursors, restrict }: FeatureContext & { readonly restrict: Restrict }) => ({
    registerRoutes: (api: App) =>
      administrationRoutes(api, {
        administration: createAdministrationService({ database, emit, restrict }),
        cursors,
      }),
  }),
);
