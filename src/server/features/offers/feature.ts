import type { App } from "../../http/app.ts";
import { defineFeature, type FeatureContext } from "../../http/features/feature.ts";
import { awardRoutes } from "./award-routes.ts";
import { createAwardService } from "./award-service.ts";
import { offersManifest } from "./manifest.ts";
import { offerRoutes } from "./offer-routes.ts";
import { createOfferService } from "./offer-service.ts";

export const offersFeature = defineFeature(
  offersManifest,
  ({ database, currency, emit, cursors }: FeatureContext) => ({
    registerRoutes(api: App) {
      offerRoutes(api, { offers: createOfferService({ database, currency, emit }), cursors });
      awardRoutes(api, createAwardService({ database }));
    },
  }),
);
