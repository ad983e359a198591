import type { App } from "../../http/app.ts";
import { defineFeature, type FeatureContext } from "../../http/features/feature.ts";
import { consentRoutes } from "./consent-routes.ts";
import { consentsManifest } from "./manifest.ts";

export const consentsFeature = defineFeature(consentsManifest, ({ database, cursors }: FeatureContext) => ({
  registerRoutes: (api: App) => consentRoutes(api, { database, cursors }),
}));
