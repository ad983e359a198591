import type { App } from "../../http/app.ts";
import { defineFeature, type FeatureContext } from "../../http/features/feature.ts";
import { operationsManifest } from "./manifest.ts";
import { statementRoutes } from "./statement-routes.ts";

export const operationsFeature = defineFeature(operationsManifest, ({ database }: FeatureContext) => ({
  registerRoutes: (api: App) => statementRoutes(api, database),
}));
