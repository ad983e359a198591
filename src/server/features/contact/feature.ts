import type { App } from "../../http/app.ts";
import { defineFeature, type FeatureContext } from "../../http/features/feature.ts";
import { contactRoutes } from "./contact-routes.ts";
import { createContactService } from "./contact-service.ts";
import { contactJobs } from "./forget-dissolved.ts";
import { contactManifest } from "./manifest.ts";

export const contactFeature = defineFeature(contactManifest, ({ database, jobs }: FeatureContext) => ({
  registerRoutes: (api: App) => contactRoutes(api, createContactService({ database })),
  registerJobs: () => contactJobs({ database, jobs }),
}));
