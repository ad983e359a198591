import type { App } from "../../http/app.ts";
import { defineFeature, type FeatureContext } from "../../http/features/feature.ts";
import { inBatches } from "../../platform/database/in-batches.ts";
import type { JobQueue } from "../../platform/jobs.ts";
import type { MissionService } from "../missions/index.ts";
import { picturesManifest } from "./manifest.ts";
import { deleteOldPictures } from "./picture-queries.ts";
import { pictureRoutes } from "./picture-routes.ts";
import { createPictureService } from "./picture-service.ts";

const purge: JobQueue = { name: "pictures.purge", retries: 3, retryDelaySeconds: 60 };
const PURGE_BATCH = 500;

interface Needs extends FeatureContext {
  readonly missions: MissionService;
}

export const picturesFeature = defineFeature(picturesManifest, ({ database, jobs, missions }: Needs) => ({
  registerMachineRoutes: (machines: App) =>
    pictureRoutes(machines, createPictureService({ database, missions })),
  registerJobs: () =>
    jobs.schedule(purge, "41 3 * * *", () => inBatches(database, PURGE_BATCH, deleteOldPictures)),
}));
