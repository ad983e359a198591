import type { App } from "../../http/app.ts";
import { defineFeature, type FeatureContext } from "../../http/features/feature.ts";
import { auctionRecordsManifest } from "./manifest.ts";
import { recordRoutes } from "./record-routes.ts";
import { createRecordService } from "./record-service.ts";

export const auctionRecordsFeature = defineFeature(
  auctionRecordsManifest,
  ({ database }: FeatureContext) => ({
    registerRoutes: (api: App) => recordRoutes(api, createRecordService({ database })),
  }),
);
