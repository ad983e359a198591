import type { App } from "../../http/app.ts";
import { defineFeature, type FeatureContext } from "../../http/features/feature.ts";
import type { JobQueue } from "../../platform/jobs.ts";
import type { RecordSigner } from "../record-keys/index.ts";
import { awardRoutes } from "./award-routes.ts";
import { createAwardService } from "./award-service.ts";
import { offersManifest } from "./manifest.ts";
import { offerRoutes } from "./offer-routes.ts";
import { createOfferService } from "./offer-service.ts";
import { receiptRoutes } from "./receipt-routes.ts";
import { createReceiptService } from "./receipt-service.ts";
import { writeRootsOfHidden } from "./sealed-root.ts";

interface Needs extends FeatureContext {
  readonly recordSigner: RecordSigner;
}

const roots: JobQueue = { name: "sealed-roots", retries: 0, retryDelaySeconds: 0 };

export const offersFeature = defineFeature(
  offersManifest,
  ({ database, jobs, currency, emit, cursors, recordSigner }: Needs) => ({
    registerRoutes(api: App) {
      offerRoutes(api, { offers: createOfferService({ database, currency, emit }), cursors });
      awardRoutes(api, createAwardService({ database }));
      receiptRoutes(api, createReceiptService({ database, signer: recordSigner }));
    },
    registerJobs: () => jobs.schedule(roots, "* * * * *", () => writeRootsOfHidden(database)),
  }),
);
