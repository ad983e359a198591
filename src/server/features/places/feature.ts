import type { App } from "../../http/app.ts";
import { defineFeature, type FeatureContext } from "../../http/features/feature.ts";
import { placesManifest } from "./manifest.ts";
import { placeRoutes } from "./place-routes.ts";

export const placesFeature = defineFeature(placesManifest, ({ database, answers }: FeatureContext) => ({
  registerRoutes: (api: App) => placeRoutes(api, { database, answers }),
}));
